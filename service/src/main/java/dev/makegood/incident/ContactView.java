package dev.makegood.incident;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Entry;
import dev.makegood.platform.http.Refusals;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That a customer had to come back to an incident, and who noted it. */
record ContactView(
        ContactRequest.Kind kind,
        Channel channel,
        Instant at,
        AgentId loggedBy,
        @Nullable String note,
        Instant recordedAt) {

    static ContactView of(Entry entry, @Nullable String note) {
        JsonNode facts = Refusals.facts(entry);
        return new ContactView(
                ContactRequest.Kind.of(facts.path("contact").asText()),
                Channel.valueOf(facts.path("channel").asText()),
                Instant.parse(facts.path("at").asText()),
                new AgentId(entry.actor().id().value()),
                note,
                entry.recordedAt());
    }

    static ContactView of(IncidentSql.ContactRow row) {
        return new ContactView(
                ContactRequest.Kind.of(row.kind()),
                Channel.valueOf(row.channel()),
                row.at(),
                row.loggedBy(),
                row.note(),
                row.recordedAt());
    }
}

package dev.makegood.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Entry;
import dev.makegood.platform.http.FreeText;
import dev.makegood.platform.http.Refusals;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an incident ended, and who said so. */
record ResolutionView(
        Outcome outcome, AgentId resolvedBy, @Nullable String note, Instant resolvedAt) {

    /** Whether something had been given for it by then. */
    enum Outcome {
        @JsonProperty("made_good")
        MADE_GOOD,
        @JsonProperty("without_compensation")
        WITHOUT_COMPENSATION;

        static Outcome of(String word) {
            return word.equals("made_good") ? MADE_GOOD : WITHOUT_COMPENSATION;
        }
    }

    /** What may be said along. */
    record Request(@Nullable FreeText note) {}

    static ResolutionView of(Entry entry, @Nullable String note) {
        return new ResolutionView(
                Outcome.of(Refusals.facts(entry).path("outcome").asText()),
                new AgentId(entry.actor().id().value()),
                note,
                entry.recordedAt());
    }

    static ResolutionView of(IncidentSql.ResolutionRow row) {
        return new ResolutionView(Outcome.of(row.outcome()), row.resolvedBy(), row.note(), row.resolvedAt());
    }
}

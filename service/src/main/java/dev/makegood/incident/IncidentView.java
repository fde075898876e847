package dev.makegood.incident;

import dev.makegood.credit.CreditView;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Incident;
import dev.makegood.ledger.IncidentId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An incident as it was opened; with its whole story when it is read by itself. */
record IncidentView(
        IncidentId id,
        ClaimNumber claimNumber,
        CustomerNumber customer,
        Reason reason,
        int severity,
        Instant occurredAt,
        Channel channel,
        DiscoveredBy discoveredBy,
        AgentId openedBy,
        Instant openedAt,
        Instant resolveBy,
        @Nullable String summary,
        @Nullable List<String> references,
        @Nullable List<ContactView> contacts,
        @Nullable Amount value,
        @Nullable List<CreditView> credits,
        @Nullable ResolutionView resolution) {

    /** What has come to it since it was opened, or may be erased. */
    record Story(
            @Nullable String summary,
            List<String> references,
            List<ContactView> contacts,
            Amount value,
            List<CreditView> credits,
            @Nullable ResolutionView resolution) {}

    static IncidentView of(Incident incident, CustomerNumber customer) {
        return new IncidentView(
                incident.id(),
                incident.claim(),
                customer,
                Reason.valueOf(incident.facts().reason()),
                incident.facts().severity(),
                incident.facts().occurredAt(),
                Channel.valueOf(incident.facts().channel()),
                DiscoveredBy.valueOf(incident.facts().discoveredBy()),
                incident.openedBy(),
                incident.recordedAt(),
                incident.resolveBy(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static IncidentView of(IncidentRow row) {
        return of(row, null);
    }

    static IncidentView of(IncidentRow row, @Nullable Story story) {
        return new IncidentView(
                row.id(),
                row.claimNumber(),
                row.customer(),
                row.reason(),
                row.severity(),
                row.occurredAt(),
                row.channel(),
                row.discoveredBy(),
                row.openedBy(),
                row.recordedAt(),
                row.resolveBy(),
                story == null ? null : story.summary(),
                story == null ? null : story.references(),
                story == null ? null : story.contacts(),
                story == null ? null : story.value(),
                story == null ? null : story.credits(),
                story == null ? null : story.resolution());
    }
}

package dev.makegood.ledger.decision;

import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.IncidentId;
import java.time.Instant;

/** The customer value that anybody gave for an incident, net of voids. */
public record IncidentHead(IncidentId incident, CustomerId owner, long version, long used, Instant recordedAt) {

    static IncidentHead opened(IncidentId incident, CustomerId owner, Instant now) {
        return new IncidentHead(incident, owner, 0, 0, now);
    }

    IncidentHead used(long value, Instant now) {
        return new IncidentHead(incident, owner, version + 1, Math.addExact(used, value), now);
    }
}

package dev.makegood.ledger.decision;

import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.IncidentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The customer value that anybody gave for an incident, net of voids, and by when it is to be resolved, if it is not yet. */
public record IncidentHead(
        IncidentId incident,
        CustomerId owner,
        long version,
        long used,
        @Nullable Instant due,
        Instant recordedAt) {

    static IncidentHead opened(IncidentId incident, CustomerId owner, Instant due, Instant now) {
        return new IncidentHead(incident, owner, 0, 0, due, now);
    }

    IncidentHead used(long value, Instant now) {
        return new IncidentHead(incident, owner, version + 1, Math.addExact(used, value), due, now);
    }

    /** With what was given or taken back in the same entry. */
    IncidentHead resolved() {
        return new IncidentHead(incident, owner, version, used, null, recordedAt);
    }
}

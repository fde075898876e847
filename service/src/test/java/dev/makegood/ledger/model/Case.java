package dev.makegood.ledger.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An incident of the model, with what was given for it. */
final class Case {

    final UUID id;
    final UUID owner;
    final String claim;
    final String reason;
    final UUID centre;
    long version;
    long used;

    /** By when it is to be resolved, until it is. */
    @Nullable
    Instant due;

    Instant recordedAt;

    Case(UUID id, UUID owner, String claim, String reason, UUID centre, Instant due, Instant now) {
        this.id = id;
        this.owner = owner;
        this.claim = claim;
        this.reason = reason;
        this.centre = centre;
        this.due = due;
        this.recordedAt = now;
    }
}

package dev.makegood.ledger.model;

import java.time.Instant;
import java.util.UUID;

/** An incident of the model, with what was given for it. */
final class Case {

    final UUID id;
    final UUID owner;
    final String claim;
    final String reason;
    final UUID centre;
    long version;
    long used;
    Instant recordedAt;

    Case(UUID id, UUID owner, String claim, String reason, UUID centre, Instant now) {
        this.id = id;
        this.owner = owner;
        this.claim = claim;
        this.reason = reason;
        this.centre = centre;
        this.recordedAt = now;
    }
}

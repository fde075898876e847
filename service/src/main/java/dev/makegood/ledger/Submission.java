package dev.makegood.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A command with who submits it and, for every door that can be retried, its idempotency key. */
public record Submission(
        Principal actor, Command command, @Nullable Key key) {

    /**
     * One key, one outcome, for ever: a keyed hash of principal and key, and one of the request, each
     * 128 bits.
     */
    public record Key(UUID id, UUID fingerprint) {}
}

package dev.makegood.ledger.decision;

import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.Code;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Submission;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A submission with all that is attached before it is decided: its id (a UUIDv7, from which all its
 * other ids derive), the claim number of an incident that it may open, a salt for its texts, a code for
 * each of its credits that has one, by the credit's number, its canonical text, and the hashes of the stock
 * numbers that it names.
 */
public record Request(
        Submission submission,
        UUID id,
        @Nullable ClaimNumber claim,
        Salt salt,
        Map<Integer, NewCode> codes,
        String canonical,
        Map<String, String> hashes,
        Locks locks) {

    /** A code, and how it is kept: a hash, and the chain of keys that made it. */
    public record NewCode(Code code, String hash, String keys) {}

    /** Random bytes that go with a text, so that its hash in the journal tells nothing once it is erased. */
    public record Salt(String hex) {}

    public Command command() {
        return submission.command();
    }

    public Principal actor() {
        return submission.actor();
    }

    /** The keyed hash of a stock number, by which things are found again without being kept in plain text. */
    String hash(String sku) {
        return Objects.requireNonNull(hashes.get(sku), "not hashed");
    }
}

package dev.makegood.demo;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Submission;
import java.time.Instant;
import java.util.List;

/**
 * What the demo meets of the service: the ledger as callers from outside meet it, with who calls and
 * under which idempotency key, and what finance would ask at the end.
 */
public interface Door {

    Ledger ledger();

    /** The caller that a token of this role and subject would name. */
    Principal caller(Role role, String subject);

    /** What an Idempotency-Key header with this text would become. */
    Submission.Key key(Principal caller, String text, Command command);

    /** When the journal's last entry was recorded; {@link Instant#MIN} while it is empty. */
    Instant lastRecorded();

    /** How often credits of a kind were given, set aside, spent, settled by a receipt, given back, and expired. */
    record OfKind(String kind, long issued, long held, long redeemed, long settled, long reversed, long expired) {}

    /** Every kind that was ever given, as the postings tell. */
    List<OfKind> kinds();

    /** What the check of the books finds: nothing where they are right. */
    List<String> check();

    default Submission submission(Principal caller, String key, Command command) {
        return new Submission(caller, command, key(caller, key, command));
    }
}

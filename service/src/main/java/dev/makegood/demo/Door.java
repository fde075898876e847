package dev.makegood.demo;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Submission;

/** The ledger as a caller from outside meets it: who calls, under which idempotency key. */
public interface Door {

    Ledger ledger();

    /** The caller that a token of this role and subject would name. */
    Principal caller(Role role, String subject);

    /** What an Idempotency-Key header with this text would become. */
    Submission.Key key(Principal caller, String text, Command command);

    default Submission submission(Principal caller, String key, Command command) {
        return new Submission(caller, command, key(caller, key, command));
    }
}

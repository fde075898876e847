package dev.makegood.ledger.decision;

import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Role;
import org.jspecify.annotations.Nullable;

/**
 * Blocks a credit, or ends that: finance any, an agent may block what they gave themselves. A used-up or expired one can
 * be blocked too, since value may come back onto it.
 */
final class BlockRule {

    private BlockRule() {}

    static Decision block(Draft draft, CreditCommand.Block command) {
        CreditCase of = new CreditCase(draft, command.credit());
        Refusal no = no(of);
        if (no != null || of.now.state().blocked()) {
            return of.refuse(no == null ? Refusal.CREDIT_BLOCKED : no);
        }
        return change(of, "block", of.now.state().block(), command.reason());
    }

    static Decision unblock(Draft draft, CreditCommand.Unblock command) {
        CreditCase of = new CreditCase(draft, command.credit());
        Refusal no = no(of);
        if (no != null || !of.now.state().blocked()) {
            return of.refuse(no == null ? Refusal.CREDIT_NOT_BLOCKED : no);
        }
        return change(of, "unblock", of.now.state().unblock(), command.reason());
    }

    private static @Nullable Refusal no(CreditCase of) {
        Refusal barred = of.barred();
        if (barred != null) {
            return barred;
        }
        if (of.role != Role.FINANCE && !of.byGiver()) {
            return Refusal.NOT_THE_GIVER;
        }
        return of.now.state() == CreditState.VOIDED ? Refusal.CREDIT_VOIDED : null;
    }

    private static Decision change(CreditCase of, String what, CreditState state, String reason) {
        of.draft.text(of.credit.owner().value(), reason);
        of.draft.changes(of.key, what, of.now.after(0, of.now.available(), state, of.now.expiry()));
        return of.accept(null);
    }
}

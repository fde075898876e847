package dev.makegood.ledger.decision;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Role;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives a credit a new code, from which moment the old one is worth nothing. The customer may ask for their own credits,
 * an agent for what they gave, finance for any; and there must be something left to spend.
 */
final class ReissueCodeRule {

    private ReissueCodeRule() {}

    static Decision decide(Draft draft, Command.ReissueCode command) {
        Credit credit = Objects.requireNonNull(draft.state.known().credit(command.credit()), "not located");
        UUID owner = credit.owner().value();
        Entry.About about =
                new Entry.About(null, credit.incident(), credit.giver().costCentre());
        Refusal no = no(draft, credit);
        if (no != null) {
            return draft.refuse(owner, about, no, new Json().put("credit", credit.id()));
        }
        CustomerHead.Key key =
                new CustomerHead.Key(credit.owner(), credit.face().unit());
        OpenCredit now = Objects.requireNonNull(draft.heads.unit(key).credit(credit.id()));
        Refusal over = over(draft, now);
        if (over != null) {
            return draft.refuse(owner, about, over, new Json().put("credit", credit.id()));
        }
        draft.codes(credit.id(), credit.owner(), 0);
        draft.changes(key, "code", now);
        return draft.accept(owner, about, null);
    }

    private static @Nullable Refusal no(Draft draft, Credit credit) {
        Role role = draft.request.actor().role();
        boolean agent = role == Role.AGENT || role == Role.SYSTEM;
        Refusal barred = Duties.acting(draft, credit.owner());
        if (barred != null) {
            return barred;
        }
        if (agent && !credit.giver().giver().equals(draft.request.actor().id())) {
            return Refusal.NOT_THE_GIVER;
        }
        return credit.kind().coded() ? null : Refusal.CREDIT_WITHOUT_CODE;
    }

    private static @Nullable Refusal over(Draft draft, OpenCredit now) {
        if (now.state() == CreditState.VOIDED) {
            return Refusal.CREDIT_VOIDED;
        }
        if (now.state().expired() || now.expiry().passed(draft.now)) {
            return Refusal.CREDIT_EXPIRED;
        }
        return now.open() ? null : Refusal.CREDIT_USED_UP;
    }
}

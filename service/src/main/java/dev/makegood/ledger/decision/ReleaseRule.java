package dev.makegood.ledger.decision;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Posting;
import dev.makegood.ledger.Refusal;
import java.util.Objects;

/** Gives up what is left of a hold: the value is available again, or goes where its credit went meanwhile. */
final class ReleaseRule {

    private ReleaseRule() {}

    static Decision decide(Draft draft, Command.Release command) {
        Known.Hold held = Objects.requireNonNull(draft.state.known().hold(command.hold()), "not located");
        boolean any = false;
        for (CustomerHead.Key key : draft.request.locks().heads()) {
            OpenHold hold = draft.heads.unit(key).holds().get(held.id());
            if (hold != null) {
                release(draft, key, hold);
                any = true;
            }
        }
        return any
                ? draft.accept(held.owner().value(), Entry.About.NOTHING, null)
                : draft.refuse(held.owner().value(), Entry.About.NOTHING, Refusal.HOLD_ENDED, new Json());
    }

    /** All that is left of it in one unit; what was set aside of an expired or voided credit cannot stay there. */
    static void release(Draft draft, CustomerHead.Key key, OpenHold hold) {
        for (OpenHold.Line line : hold.lines()) {
            CustomerHead head = draft.heads.unit(key);
            OpenHold now = Objects.requireNonNull(head.holds().get(hold.id()));
            draft.heads.moves(head.with(now.less(line.number(), line.left())));
            OpenCredit credit = Objects.requireNonNull(head.credit(line.credit()));
            OpenCredit after = credit.after(
                            0, Math.addExact(credit.available(), line.left()), credit.state(), credit.expiry())
                    .holding(-line.left());
            OpenCredit back = draft.post(
                    key,
                    line.left(),
                    Account.held(credit.id()),
                    Account.available(credit.id()),
                    after,
                    new Posting.Reversed(hold.id(), line.number()));
            if (back.state().expired()) {
                ReverseRule.onward(draft, key, line.left(), Account.EXPIRED, back);
            } else if (back.state() == CreditState.VOIDED) {
                ReverseRule.onward(draft, key, line.left(), draft.state.takenBackTo(credit.id()), back);
            }
        }
    }
}

package dev.makegood.ledger.decision;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Pays a reimbursement at what the receipt says, up to what is available; the rest goes back to funding in the same
 * entry and restores no window. Any active agent may take a receipt: what it pays was given before.
 */
final class SettleRule {

    private SettleRule() {}

    static Decision decide(Draft draft, CreditCommand.Settle command) {
        CreditCase of = new CreditCase(draft, command.credit());
        Refusal no = no(of, command);
        if (no != null) {
            return of.refuse(no);
        }
        long available = of.now.available();
        long paid = Math.min(available, command.receipt().total().minor());
        OpenCredit rest = of.now.after(0, available - paid, of.now.state(), of.now.expiry());
        draft.post(of.key, paid, of.available(), Account.SETTLEMENT, rest, null);
        if (available > paid) {
            OpenCredit none = of.now.after(0, 0, of.now.state(), of.now.expiry());
            Account funding = Account.funding(of.credit.giver().costCentre());
            draft.post(of.key, available - paid, of.available(), funding, none, null);
        }
        draft.bought(new Decision.Purchase(
                new EntryId(draft.request.id()),
                of.credit.owner().value(),
                new Command.Purchase(
                        command.receipt().reference(), command.receipt().total())));
        return of.accept(new Json().put("paid", paid).put("backToFunding", available - paid));
    }

    private static @Nullable Refusal no(CreditCase of, CreditCommand.Settle command) {
        Refusal barred = of.barred();
        if (barred != null) {
            return barred;
        }
        if (of.credit.kind() != Kind.REIMBURSEMENT) {
            return Refusal.NOT_A_REIMBURSEMENT;
        }
        Refusal no = of.untakable();
        if (no != null) {
            return no;
        }
        boolean same = command.receipt().total().unit().equals(of.credit.face().unit());
        return same ? null : Refusal.OTHER_CURRENCY;
    }
}

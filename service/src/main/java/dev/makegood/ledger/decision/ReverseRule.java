package dev.makegood.ledger.decision;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Posting;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Unit;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Gives a redemption back to the same credits, last drawn first. Value never comes back to expire at
 * once: it lasts at least 30 more days, unless the redemption was itself made in such a grace.
 */
final class ReverseRule {

    private static final int GRACE_DAYS = 30;

    private ReverseRule() {}

    static Decision decide(Draft draft, Command.Reverse reverse) {
        Known.Redemption redemption =
                Objects.requireNonNull(draft.state.known().redemption(reverse.redemption()), "not located");
        UUID owner = redemption.owner().value();
        List<Posting> lines = redemption.lines();
        Unit only = reverse.amount() == null ? null : reverse.amount().unit();
        long left = 0;
        for (Posting line : lines) {
            if (only == null || only.equals(line.after().unit())) {
                left = Math.addExact(left, remaining(draft, redemption, line));
            }
        }
        long wanted = reverse.amount() == null ? left : reverse.amount().minor();
        if (wanted > left || wanted == 0) {
            Json facts =
                    new Json().put("remaining", left).put("requested", wanted).put("unit", only);
            return draft.refuse(owner, Entry.About.NOTHING, Refusal.REVERSAL_EXCEEDS, facts);
        }
        for (int i = lines.size() - 1; i >= 0 && wanted > 0; i--) {
            Posting line = lines.get(i);
            if (only == null || only.equals(line.after().unit())) {
                long part = Math.min(wanted, remaining(draft, redemption, line));
                wanted -= part;
                if (part > 0) {
                    giveBack(draft, redemption, line, part);
                }
            }
        }
        return draft.accept(owner, Entry.About.NOTHING, null);
    }

    private static long remaining(Draft draft, Known.Redemption redemption, Posting line) {
        return line.amount().minor() - draft.state.reversed(redemption.id(), line.number());
    }

    private static void giveBack(Draft draft, Known.Redemption redemption, Posting line, long part) {
        CustomerHead.Key key = new CustomerHead.Key(line.owner(), line.after().unit());
        OpenCredit credit =
                Objects.requireNonNull(draft.heads.unit(key).credit(line.after().id()));
        Posting.Reversed reverses = new Posting.Reversed(redemption.id(), line.number());
        if (credit.state() == CreditState.VOIDED) {
            OpenCredit back = post(draft, key, part, line.to(), credit, CreditState.VOIDED, reverses);
            Credit issued = Objects.requireNonNull(draft.state.known().credit(credit.id()));
            onward(draft, key, part, Account.funding(issued.giver().costCentre()), back);
            return;
        }
        boolean madeInGrace = line.after().state() == CreditState.GRACE;
        boolean passed =
                credit.state() == CreditState.EXPIRED || credit.expiry().passed(draft.now);
        if (madeInGrace && passed) {
            OpenCredit back = post(draft, key, part, line.to(), credit, CreditState.EXPIRED, reverses);
            onward(draft, key, part, Account.EXPIRED, back);
            return;
        }
        Expiry expiry = madeInGrace ? credit.expiry() : credit.expiry().laterOf(grace(draft, key, credit));
        if (!expiry.equals(credit.expiry())) {
            CreditState state = passed ? CreditState.GRACE : credit.state();
            credit = draft.changes(key, "grace", credit.after(0, credit.available(), state, expiry));
        }
        post(draft, key, part, line.to(), credit, credit.state(), reverses);
    }

    private static Expiry grace(Draft draft, CustomerHead.Key key, OpenCredit credit) {
        ZoneId own = draft.state.zone(key.owner());
        ZoneId zone = own == null ? credit.expiry().zone() : own;
        return Expiry.endOf(draft.now.atZone(zone).toLocalDate().plusDays(GRACE_DAYS), zone);
    }

    private static OpenCredit post(
            Draft draft,
            CustomerHead.Key key,
            long part,
            Account from,
            OpenCredit credit,
            CreditState state,
            Posting.Reversed reverses) {
        OpenCredit after = credit.after(0, Math.addExact(credit.available(), part), state, credit.expiry());
        return draft.post(key, part, from, Account.available(credit.id()), after, reverses);
    }

    /** The value cannot stay on its credit: it goes on in the same entry. */
    private static void onward(Draft draft, CustomerHead.Key key, long part, Account to, OpenCredit back) {
        OpenCredit after = back.after(0, back.available() - part, back.state(), back.expiry());
        draft.post(key, part, Account.available(back.id()), to, after, null);
    }
}

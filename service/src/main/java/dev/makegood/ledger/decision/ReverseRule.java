package dev.makegood.ledger.decision;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.Amount;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        Map<Posting, Long> parts = new LinkedHashMap<>();
        Json no = reverse.part() instanceof Command.Reverse.Part.Lines lines
                ? byLine(draft, redemption, lines.lines(), parts)
                : byAmount(draft, redemption, reverse.part(), parts);
        if (no != null) {
            return draft.refuse(owner, Entry.About.NOTHING, Refusal.REVERSAL_EXCEEDS, no);
        }
        parts.forEach((line, part) -> giveBack(draft, redemption, line, part));
        for (Posting line : redemption.lines()) {
            if (use(line) && remaining(draft, redemption, line) > 0 && discountIsBack(draft, redemption, line, parts)) {
                giveBack(draft, redemption, line, line.amount().minor());
            }
        }
        return draft.accept(owner, Entry.About.NOTHING, null);
    }

    /** A use comes back by itself, with the last of its discount. */
    private static boolean use(Posting line) {
        return line.amount().unit().form() == Unit.Form.USE;
    }

    private static boolean discountIsBack(
            Draft draft, Known.Redemption redemption, Posting use, Map<Posting, Long> parts) {
        return redemption.lines().stream()
                .filter(line -> line.credit().equals(use.credit()) && !use(line))
                .allMatch(line -> remaining(draft, redemption, line) == parts.getOrDefault(line, 0L));
    }

    /** All that is left, or so much, last drawn first; facts of what there is, if it is less. */
    private static @Nullable Json byAmount(
            Draft draft, Known.Redemption redemption, Command.Reverse.Part part, Map<Posting, Long> parts) {
        Amount some = part instanceof Command.Reverse.Part.Some asked ? asked.amount() : null;
        Unit only = some == null ? null : some.unit();
        List<Posting> lines = redemption.lines().stream()
                .filter(line ->
                        !use(line) && (only == null || only.equals(line.amount().unit())))
                .toList();
        long left = 0;
        for (Posting line : lines) {
            left = Math.addExact(left, remaining(draft, redemption, line));
        }
        long wanted = some == null ? left : some.minor();
        if (wanted > left || wanted == 0) {
            return new Json().put("remaining", left).put("requested", wanted).put("unit", only);
        }
        for (int i = lines.size() - 1; i >= 0 && wanted > 0; i--) {
            long of = Math.min(wanted, remaining(draft, redemption, lines.get(i)));
            if (of > 0) {
                parts.put(lines.get(i), of);
                wanted -= of;
            }
        }
        return null;
    }

    private static @Nullable Json byLine(
            Draft draft, Known.Redemption redemption, List<Command.Reverse.OfLine> asked, Map<Posting, Long> parts) {
        for (Command.Reverse.OfLine one : asked) {
            Posting line = redemption.lines().stream()
                    .filter(of -> of.number() == one.number() && !use(of))
                    .findFirst()
                    .orElse(null);
            long left = line == null ? 0 : remaining(draft, redemption, line) - parts.getOrDefault(line, 0L);
            long wanted = one.amount() == null ? left : one.amount();
            if (line == null || wanted > left || wanted == 0) {
                return new Json()
                        .put("line", one.number())
                        .put("remaining", left)
                        .put("requested", wanted)
                        .put("unit", line == null ? null : line.amount().unit());
            }
            parts.merge(line, wanted, Math::addExact);
        }
        return null;
    }

    private static long remaining(Draft draft, Known.Redemption redemption, Posting line) {
        return line.amount().minor() - draft.state.reversed(redemption.id(), line.number());
    }

    private static void giveBack(Draft draft, Known.Redemption redemption, Posting line, long part) {
        Posting.Reversed reverses = new Posting.Reversed(redemption.id(), line.number());
        if (line.after() == null) {
            Amount back = new Amount(part, line.amount().unit());
            draft.discount(line.owner(), back, line.to(), line.from(), line.credit(), line.line(), reverses);
            return;
        }
        CustomerHead.Key key = new CustomerHead.Key(line.owner(), line.amount().unit());
        OpenCredit credit = Objects.requireNonNull(draft.heads.unit(key).credit(line.credit()));
        if (credit.state() == CreditState.VOIDED) {
            OpenCredit back = post(draft, key, part, line.to(), credit, CreditState.VOIDED, reverses);
            Credit issued = Objects.requireNonNull(draft.state.known().credit(credit.id()));
            onward(draft, key, part, issued.takenBackTo(), back);
            return;
        }
        boolean madeInGrace = redemption.inGrace().contains(line.number());
        boolean passed = credit.state().expired() || credit.expiry().passed(draft.now);
        if (madeInGrace && passed) {
            OpenCredit back =
                    post(draft, key, part, line.to(), credit, credit.state().ended(), reverses);
            onward(draft, key, part, Account.EXPIRED, back);
            return;
        }
        Expiry expiry = madeInGrace ? credit.expiry() : credit.expiry().laterOf(grace(draft, key, credit));
        if (!expiry.equals(credit.expiry())) {
            CreditState state = passed ? credit.state().inGrace() : credit.state();
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
    static void onward(Draft draft, CustomerHead.Key key, long part, Account to, OpenCredit back) {
        OpenCredit after = back.after(0, back.available() - part, back.state(), back.expiry());
        draft.post(key, part, Account.available(back.id()), to, after, null);
    }
}

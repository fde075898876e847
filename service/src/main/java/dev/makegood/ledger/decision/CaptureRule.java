package dev.makegood.ledger.decision;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Posting;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.Unit;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Redeems what a hold has set aside, whatever has become of the credits meanwhile. A percentage is captured
 * whole, its use with all of its discount in one redemption, so that reversing that brings the use back.
 */
final class CaptureRule {

    private CaptureRule() {}

    static Decision decide(Draft draft, Command.Capture command) {
        Known.Hold held = Objects.requireNonNull(draft.state.known().hold(command.hold()), "not located");
        List<OpenHold.Line> lines = new ArrayList<>();
        long left = 0;
        boolean any = false;
        for (Posting posting : held.lines()) {
            OpenHold open = draft.heads.unit(key(posting)).holds().get(held.id());
            any |= open != null;
            if (open != null && (command.amount() == null || of(posting, command.amount()))) {
                for (OpenHold.Line line : open.lines()) {
                    if (line.number() == posting.number()) {
                        lines.add(line);
                        left = Math.addExact(left, line.left());
                    }
                }
            }
        }
        if (!any) {
            return draft.refuse(held.owner().value(), Entry.About.NOTHING, Refusal.HOLD_ENDED, new Json());
        }
        long wanted = command.amount() == null ? left : command.amount().minor();
        if (command.amount() != null && wanted > left) {
            Json facts = new Json()
                    .put("unit", command.amount().unit())
                    .put("held", left)
                    .put("requested", wanted);
            return draft.refuse(held.owner().value(), Entry.About.NOTHING, Refusal.CAPTURE_EXCEEDS, facts);
        }
        liveOn(draft, held, lines);
        for (OpenHold.Line line : lines) {
            long part = Math.min(wanted, line.left());
            if (part > 0) {
                take(draft, held, line, part);
                wanted -= part;
            }
        }
        Json facts = held.byBearer() ? new Json().put("bearer", true) : null;
        return draft.accept(held.owner().value(), Entry.About.NOTHING, facts);
    }

    private static CustomerHead.Key key(Posting posting) {
        return new CustomerHead.Key(posting.owner(), posting.amount().unit());
    }

    private static boolean of(Posting posting, Amount amount) {
        return posting.amount().unit().equals(amount.unit());
    }

    /** What redeems miles makes the others live on, as every redemption does. */
    private static void liveOn(Draft draft, Known.Hold held, List<OpenHold.Line> lines) {
        ZoneId zone = draft.state.zone(held.owner());
        CustomerHead.Key miles = new CustomerHead.Key(held.owner(), Unit.MILES);
        boolean any = held.lines().stream()
                .filter(posting -> posting.amount().unit().equals(Unit.MILES))
                .anyMatch(posting -> lines.stream().anyMatch(line -> line.number() == posting.number()));
        if (zone != null && any) {
            Activity.of(draft, miles, Kind.MILES, zone);
        }
    }

    private static void take(Draft draft, Known.Hold held, OpenHold.Line line, long part) {
        Posting of = held.line(line.number());
        CustomerHead.Key key = key(of);
        CustomerHead head = draft.heads.unit(key);
        OpenHold open = Objects.requireNonNull(head.holds().get(held.id()));
        draft.heads.moves(head.with(open.less(line.number(), part)));
        OpenCredit credit = Objects.requireNonNull(head.credit(line.credit()));
        OpenCredit after = credit.holding(-part);
        Posting.Reversed ends = new Posting.Reversed(held.id(), line.number());
        draft.post(key, part, Account.held(credit.id()), held.redeemer(), after, of.line(), ends);
        held.discounts().of(line.number()).forEach((bought, discount) -> {
            Credit given = Objects.requireNonNull(draft.state.known().credit(credit.id()));
            Account funding = Account.funding(given.giver().costCentre());
            Amount amount = new Amount(discount, Settings.CURRENCY);
            draft.discount(held.owner(), amount, funding, held.redeemer(), credit.id(), bought, null);
        });
    }
}

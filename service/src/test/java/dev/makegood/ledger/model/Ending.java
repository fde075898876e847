package dev.makegood.ledger.model;

import dev.makegood.ledger.CreditState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What time does to a customer's unit: a credit ends at its date, and a hold gives back at its end what it has left. */
final class Ending {

    /** What is due next: a credit, or else a hold. */
    private record Due(@Nullable Lot lot, @Nullable Holding hold) {}

    private final Model model;
    private final Row row;
    private final Page page;

    Ending(Model model, Row row) {
        this.model = model;
        this.row = row;
        this.page = new Page(row);
    }

    /** In the order of time; what is held of a credit outlives its date also where the hold ends just then. */
    private static @Nullable Due first(Wallet wallet, Instant now) {
        List<Lot> lots = wallet.due(now);
        Holding hold = wallet.ended(now);
        if (!lots.isEmpty()) {
            Instant date = Objects.requireNonNull(lots.get(0).expiry.at());
            if (hold == null || !date.isAfter(hold.endsAt)) {
                return new Due(lots.get(0), null);
            }
        }
        return hold == null ? null : new Due(null, hold);
    }

    static @Nullable String anyDue(Wallet wallet, Instant now) {
        Due due = first(wallet, now);
        return due == null
                ? null
                : due.lot == null ? "hold " + Objects.requireNonNull(due.hold).id : "" + due.lot.terms;
    }

    /** What is available of a credit goes on to expired value; where all is held, its state alone changes. */
    List<String> expire() {
        Lot lot = Objects.requireNonNull(model.lots.get(Ids.credit(Lines.required(row.command(), "credit"))));
        Wallet wallet = model.wallet(lot.terms.owner(), lot.terms.unit());
        Due due = first(wallet, page.now);
        if (due == null || due.lot != lot) {
            return List.of("not the next that is due: " + lot.terms + " but " + anyDue(wallet, page.now));
        }
        long fellDueAt = lot.version;
        long amount = lot.available;
        lot.available = 0;
        lot.turns(CreditState.EXPIRED, CreditState.BLOCKED_EXPIRED);
        if (amount > 0) {
            page.posting(wallet, lot, amount, Model.available(lot), "EXPIRED " + Lines.nobody(), null);
        } else {
            page.change(wallet, lot, "expiry");
        }
        return page.due(lot.terms.id(), fellDueAt);
    }

    List<String> endHold() {
        Holding hold = Holds.named(model, row);
        String unit = Lines.required(row.command(), "unit");
        Wallet wallet = model.wallet(hold.owner, unit);
        Due due = first(wallet, page.now);
        if (due == null || due.hold != hold) {
            return List.of("not the next that is due: hold " + hold.id + " but " + anyDue(wallet, page.now));
        }
        int number = hold.open(unit).get(0).number;
        giveUp(page, wallet, hold);
        return page.due(hold.id, number);
    }

    /** What is left in a unit is available again; what its credit cannot keep goes on in the same entry. */
    static void giveUp(Page page, Wallet wallet, Holding hold) {
        for (Holding.Line line : hold.open(wallet.key.unit())) {
            Lot lot = line.lot;
            long part = line.left;
            line.left = 0;
            lot.held -= part;
            lot.available += part;
            page.posting(wallet, lot, part, Holds.held(lot), Model.available(lot), hold.id + " " + line.number);
            String onward = lot.expired() ? "EXPIRED " + Lines.nobody() : null;
            onward = lot.state == CreditState.VOIDED ? lot.terms.agreed().takenBackTo(lot) : onward;
            if (onward != null) {
                lot.available -= part;
                page.posting(wallet, lot, part, Model.available(lot), onward, null);
            }
        }
        wallet.forgetDone();
    }
}

package dev.makegood.demo;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Some members spend: one remedy in {@value #ONE_IN} pays for something at a partner's. Every fourth of these
 * purchases is set aside first and captured, another fourth is given back, half of that in part. The row and the booking choose, so a
 * second start asks for the same.
 */
final class Spending {

    private static final int ONE_IN = 50;
    private static final int ONE_REVERSED_IN = 4;
    private static final int ONE_HELD_IN = 4;
    private static final Duration AN_HOUR = Duration.ofHours(1);

    /** The published ratio: 2,000 miles are worth 25.00 to the partner. */
    private static final long STEP_MILES = 2_000;

    private static final long STEP_CENTS = 2_500;
    private static final long PART_MILES = 500;

    private final Door door;
    private final Submissions submissions;
    private final Tally tally;
    private final List<Play.Given> buyers = new ArrayList<>();

    /** What follows on a purchase: it is captured, or all of it or an amount is given back. */
    private record Next(String key, Command command) {}

    Spending(Door door, Submissions submissions, Tally tally) {
        this.door = door;
        this.submissions = submissions;
        this.tally = tally;
    }

    /** Takes note of a remedy whose miles may be spent. */
    void consider(Play.Given given) {
        if (choice(given) % ONE_IN == 0) {
            buyers.add(given);
        }
    }

    private static int choice(Play.Given given) {
        return Math.floorMod(
                31 * given.flight().row() + given.member().booking().hashCode(), 1 << 20);
    }

    void play(Principal partner) {
        List<Next> captured = new ArrayList<>();
        List<Next> returned = new ArrayList<>();
        for (Play.Given buyer : buyers) {
            int choice = choice(buyer) / ONE_IN;
            String key = "award-" + buyer.flight().row() + "-member-"
                    + buyer.member().number();
            Command.Redeem redeem = redemption(buyer, 1L + choice / ONE_REVERSED_IN / 2 % 2);
            if (choice % ONE_HELD_IN == 1) {
                submissions.submit(
                        door.submission(partner, key, new Command.Hold(redeem, AN_HOUR)),
                        outcome -> tally.hold(outcome)
                                .ifPresent(hold -> captured.add(
                                        new Next("capture-" + key, new Command.Capture(hold.id(), null)))));
            } else {
                submissions.submit(door.submission(partner, key, redeem), outcome -> {
                    tally.redemption(outcome);
                    if (outcome instanceof Outcome.Accepted accepted && choice % ONE_REVERSED_IN == 0) {
                        boolean whole = choice / ONE_REVERSED_IN % 2 == 0;
                        returned.add(new Next(
                                "return-" + key, reversal(accepted.entry().id(), whole)));
                    }
                });
            }
        }
        submissions.drain();
        captured.forEach(one -> submissions.submit(door.submission(partner, one.key, one.command), tally::redemption));
        returned.forEach(one -> submissions.submit(door.submission(partner, one.key, one.command), tally::reversal));
        submissions.drain();
    }

    private static Command.Redeem redemption(Play.Given buyer, long steps) {
        Amount miles = new Amount(steps * STEP_MILES, Unit.MILES);
        Command.Purchase purchase =
                new Command.Purchase("AWARD-" + buyer.member().booking(), new Amount(steps * STEP_CENTS, Unit.USD));
        return new Command.Redeem(buyer.member().number(), purchase, List.of(new Command.Draw.ByUnit(miles)));
    }

    private static Command.Reverse reversal(EntryId redemption, boolean whole) {
        return Command.Reverse.of(redemption, whole ? null : new Amount(PART_MILES, Unit.MILES));
    }
}

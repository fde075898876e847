package dev.makegood.redemption;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.http.Check;
import dev.makegood.platform.http.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What to spend on what. */
record RedemptionRequest(
        @Nullable CustomerNumber customer,
        @Nullable PurchaseRequest purchase,
        @Nullable List<DrawRequest> draw) {

    /** The most credits that one purchase may name; lots drawn by unit do not count. */
    private static final int MOST_NAMED = 5;

    /** What is bought, under the till's own reference. */
    record PurchaseRequest(
            @Nullable Reference reference, @Nullable Amount total) {}

    /** An amount of a unit, or of a credit; a credit without an amount gives all that it has. */
    record DrawRequest(
            @Nullable Unit unit,
            @Nullable CreditId credit,
            @Nullable Long amount) {}

    /**
     * The command.
     *
     * @param owner the customer that spends
     * @throws dev.makegood.problem.ProblemException naming everything that is wrong
     */
    Command.Redeem command(@Nullable CustomerNumber owner) {
        Check check = new Check()
                .present("/customer", owner)
                .present("/purchase", purchase)
                .list("/draw", draw, 1, Command.MAX_DRAWS);
        if (purchase != null) {
            check.present("/purchase/reference", purchase.reference).present("/purchase/total", purchase.total);
        }
        if (draw != null) {
            check(check, draw);
        }
        check.done();
        List<Command.Draw> draws = new ArrayList<>();
        for (DrawRequest one : Objects.requireNonNull(draw)) {
            draws.add(
                    one.credit == null
                            ? new Command.Draw.ByUnit(
                                    new Amount(Objects.requireNonNull(one.amount), Objects.requireNonNull(one.unit)))
                            : new Command.Draw.ByCredit(one.credit, one.amount));
        }
        PurchaseRequest bought = Objects.requireNonNull(purchase);
        return new Command.Redeem(
                owner,
                new Command.Purchase(
                        Objects.requireNonNull(bought.reference).value(), Objects.requireNonNull(bought.total)),
                draws);
    }

    /** What was bought for, of a request that has been checked. */
    Amount total() {
        return Objects.requireNonNull(Objects.requireNonNull(purchase).total);
    }

    private static void check(Check check, List<@Nullable DrawRequest> draws) {
        Set<Object> named = new HashSet<>();
        int credits = 0;
        for (int i = 0; i < draws.size(); i++) {
            DrawRequest one = draws.get(i);
            if (one == null) {
                continue;
            }
            String at = "/draw/" + i;
            check.that((one.unit == null) != (one.credit == null), at, "must name a unit or a credit, one of the two");
            check.that(
                    one.amount == null ? one.credit != null : one.amount >= 1 && one.amount <= Amount.MAX,
                    at + "/amount",
                    "must be an integer number of minor units from 1 to " + Amount.MAX);
            Object what = one.credit == null ? one.unit : one.credit;
            check.that(what == null || named.add(what), at, "must not be drawn from twice");
            credits += one.credit == null ? 0 : 1;
        }
        check.that(credits <= MOST_NAMED, "/draw", "must name at most " + MOST_NAMED + " credits");
    }
}

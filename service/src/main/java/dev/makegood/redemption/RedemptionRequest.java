package dev.makegood.redemption;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Code;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Restrictions;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.http.Check;
import dev.makegood.platform.http.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
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
            @Nullable Reference reference,
            @Nullable Amount total,
            @Nullable List<LineRequest> lines) {

        private void check(Check check) {
            check.present("/purchase/reference", reference).present("/purchase/total", total);
            if (lines == null || total == null) {
                return;
            }
            check.list("/purchase/lines", lines, 1, Command.Purchase.MAX_LINES);
            long sum = 0;
            for (int i = 0; i < lines.size(); i++) {
                LineRequest line = lines.get(i);
                if (line == null) {
                    continue;
                }
                String at = "/purchase/lines/" + i;
                check.that(
                                line.amount != null && line.amount >= 1 && line.amount <= Amount.MAX,
                                at + "/amount",
                                "must be an integer number of minor units from 1 to " + Amount.MAX)
                        .that(
                                line.category == null || Restrictions.isCategory(line.category),
                                at + "/category",
                                "must be a word of 2 to 40 upper-case letters, digits or '_'");
                sum += line.amount == null ? 0 : Math.min(line.amount, Amount.MAX);
            }
            check.that(sum == total.minor(), "/purchase/total", "must be the sum of the lines");
        }

        private Command.Purchase purchase() {
            List<Command.PurchaseLine> bought = new ArrayList<>();
            for (LineRequest line : lines == null ? List.<LineRequest>of() : lines) {
                bought.add(new Command.PurchaseLine(
                        Objects.requireNonNull(line.amount),
                        line.category,
                        line.sku == null ? null : line.sku.value()));
            }
            return new Command.Purchase(
                    Objects.requireNonNull(reference).value(), Objects.requireNonNull(total), bought);
        }
    }

    /** One line: minor units of the total's unit, and what it is. */
    record LineRequest(
            @Nullable Long amount,
            @Nullable String category,
            @Nullable Reference sku) {}

    /** An amount of a unit, of a credit or of a code; a credit or a code without an amount gives all that it has. */
    record DrawRequest(
            @Nullable Unit unit,
            @Nullable CreditId credit,
            @Nullable Code code,
            @Nullable Long amount) {

        private Command.Draw draw() {
            if (code != null) {
                return new Command.Draw.ByCode(code, amount);
            }
            return credit == null
                    ? new Command.Draw.ByUnit(new Amount(Objects.requireNonNull(amount), Objects.requireNonNull(unit)))
                    : new Command.Draw.ByCredit(credit, amount);
        }
    }

    /** Is there a code in it, which may be a guess? */
    boolean hasCode() {
        return draw != null && draw.stream().anyMatch(one -> one != null && one.code != null);
    }

    /** Does it need no customer, since the codes tell what is drawn from? */
    boolean codesAlone() {
        return draw != null && !draw.isEmpty() && draw.stream().allMatch(one -> one != null && one.code != null);
    }

    /**
     * The command.
     *
     * @param owner the customer that spends
     * @throws dev.makegood.problem.ProblemException naming everything that is wrong
     */
    Command.Redeem command(@Nullable CustomerNumber owner) {
        Check check = new Check()
                .present("/customer", codesAlone() ? draw : owner)
                .present("/purchase", purchase)
                .list("/draw", draw, 1, Command.MAX_DRAWS);
        if (purchase != null) {
            purchase.check(check);
        }
        if (draw != null) {
            check(check, draw);
        }
        check.done();
        List<Command.Draw> draws = new ArrayList<>();
        for (DrawRequest one : Objects.requireNonNull(draw)) {
            draws.add(one.draw());
        }
        return new Command.Redeem(owner, Objects.requireNonNull(purchase).purchase(), draws);
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
            Object[] told = Stream.of(one.unit, one.credit, one.code)
                    .filter(Objects::nonNull)
                    .toArray();
            check.that(told.length == 1, at, "must name a unit, a credit or a code, one of the three");
            check.that(
                    one.amount == null ? one.unit == null : one.amount >= 1 && one.amount <= Amount.MAX,
                    at + "/amount",
                    "must be an integer number of minor units from 1 to " + Amount.MAX);
            check.that(told.length != 1 || named.add(told[0]), at, "must not be drawn from twice");
            credits += one.unit == null ? 1 : 0;
        }
        check.that(credits <= MOST_NAMED, "/draw", "must name at most " + MOST_NAMED + " credits and codes");
    }
}

package dev.makegood.ledger.decision;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Benefit;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Restrictions;
import dev.makegood.ledger.Unit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A purchase while it is being paid: what of each line remains to pay, and which lines have had their one
 * percentage. A purchase without lines is one line of no category.
 */
final class Basket {

    final Unit unit;
    private final List<Command.PurchaseLine> lines;
    private final long[] discounts;
    private final long[] covered;
    private final long[] open;
    private final boolean told;

    private Basket(Unit unit, List<Command.PurchaseLine> lines, boolean told) {
        this.told = told;
        this.unit = unit;
        this.lines = lines;
        this.discounts = new long[lines.size()];
        this.covered = new long[lines.size()];
        this.open = lines.stream().mapToLong(Command.PurchaseLine::amount).toArray();
    }

    static Basket of(Command.Purchase purchase) {
        Amount total = purchase.total();
        return new Basket(
                total.unit(),
                purchase.lines().isEmpty()
                        ? List.of(new Command.PurchaseLine(total.minor(), null, null))
                        : purchase.lines(),
                !purchase.lines().isEmpty());
    }

    /** What is bought of what the restrictions cover, before anything is taken off. */
    long eligible(Restrictions restrictions) {
        long sum = 0;
        for (Command.PurchaseLine line : lines) {
            sum += restrictions.covers(line.category()) ? line.amount() : 0;
        }
        return sum;
    }

    /** What remains to pay of what the restrictions cover. */
    long open(Restrictions restrictions) {
        long sum = 0;
        for (int i = 0; i < open.length; i++) {
            sum += restrictions.covers(lines.get(i).category()) ? open[i] : 0;
        }
        return sum;
    }

    /**
     * Takes a percentage off the lines that it covers and that have had none: each line's share of the whole
     * discount, so that rounding loses nothing.
     *
     * @return the discount of each line by its number; none if it comes to nothing
     */
    Map<Integer, Long> takeOff(Benefit.Percent percent, Restrictions restrictions) {
        List<Integer> off = withoutPercentage(restrictions);
        long price = off.stream().mapToLong(line -> open[line]).sum();
        long discount = percent.of(price);
        Map<Integer, Long> taken = new TreeMap<>();
        long before = 0;
        for (int line : off) {
            long until = before + open[line];
            long part = share(discount, until, price) - share(discount, before, price);
            before = until;
            if (part > 0) {
                taken.put(line, part);
            }
        }
        taken.forEach((line, part) -> {
            discounts[line] = part;
            open[line] -= part;
        });
        return taken;
    }

    /** The lines with something to pay that the restrictions cover and that have had no percentage. */
    List<Integer> withoutPercentage(Restrictions restrictions) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < open.length; i++) {
            if (discounts[i] == 0
                    && open[i] > 0
                    && restrictions.covers(lines.get(i).category())) {
                found.add(i);
            }
        }
        return found;
    }

    private static long share(long discount, long part, long whole) {
        return whole == 0
                ? 0
                : BigInteger.valueOf(discount)
                        .multiply(BigInteger.valueOf(part))
                        .divide(BigInteger.valueOf(whole))
                        .longValueExact();
    }

    /** The first line that is this thing, if one is named, that the restrictions cover, and still to be paid whole. */
    @Nullable
    Integer cover(@Nullable String stock, Restrictions restrictions, Request request) {
        for (int i = 0; i < open.length; i++) {
            Command.PurchaseLine line = lines.get(i);
            boolean is = stock == null || (line.sku() != null && stock.equals(request.hash(line.sku())));
            if (is
                    && restrictions.covers(line.category())
                    && covered[i] == 0
                    && discounts[i] == 0
                    && open[i] == line.amount()
                    && open[i] > 0) {
                covered[i] = open[i];
                open[i] = 0;
                return i;
            }
        }
        return null;
    }

    /** Pays so much of what the restrictions cover, line by line. */
    void pay(long amount, Restrictions restrictions) {
        long left = amount;
        for (int i = 0; i < open.length && left > 0; i++) {
            if (restrictions.covers(lines.get(i).category())) {
                long part = Math.min(open[i], left);
                open[i] -= part;
                left -= part;
            }
        }
    }

    /** What remains to pay, and line by line what was taken off where the till told lines: facts of the entry. */
    Json facts() {
        List<Json> each = new ArrayList<>();
        for (int i = 0; i < open.length; i++) {
            Command.PurchaseLine line = lines.get(i);
            each.add(new Json()
                    .put("amount", line.amount())
                    .put("category", line.category())
                    .put("discount", discounts[i] == 0 ? null : discounts[i])
                    .put("covered", covered[i] == 0 ? null : covered[i])
                    .put("toPay", open[i]));
        }
        return new Json()
                .put("unit", unit)
                .put("toPay", Arrays.stream(open).sum())
                .put("lines", told ? each : null);
    }
}

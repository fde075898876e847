package dev.makegood.demo;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Unit;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What came of the demo, for people; and whether all of it is as it should be. */
public final class Summary {

    private final Tally tally;
    private final long asked;
    private final Unit currency;
    private final CommitTimes times;
    private final List<Door.OfKind> kinds;
    private final List<String> found;

    /** The findings are those of {@code check}: nothing where the books are right. */
    Summary(Tally tally, long asked, Unit currency, CommitTimes times, List<Door.OfKind> kinds, List<String> found) {
        this.tally = tally;
        this.asked = asked;
        this.currency = currency;
        this.times = times;
        this.kinds = List.copyOf(kinds);
        this.found = List.copyOf(found);
    }

    /** Every remedy was given or refused at a limit, nothing else happened, and the books are right. */
    public boolean good() {
        long withheld = tally.refused.entrySet().stream()
                .filter(refused -> refused.getKey().startsWith("system "))
                .mapToLong(refused -> refused.getValue())
                .sum();
        return tally.given + tally.givenBefore + tally.withheld == asked
                && tally.withheld >= withheld
                && tally.credits == tally.given
                && tally.redeemed > 0
                && tally.reversed > 0
                && kinds.size() == Kind.values().length
                && kinds.stream().allMatch(Summary::lived)
                && tally.unexpected.isEmpty()
                && found.isEmpty();
    }

    /** A reimbursement is paid by its receipt; every other kind is set aside, spent and given back. */
    private static boolean lived(Door.OfKind kind) {
        boolean used = kind.kind().equals(Kind.REIMBURSEMENT.name())
                ? kind.settled() > 0
                : kind.held() > 0 && kind.redeemed() > 0 && kind.reversed() > 0;
        return kind.issued() > 0 && used && kind.expired() > 0;
    }

    /** A customer who was given miles. */
    public Optional<CustomerNumber> someone() {
        return Optional.ofNullable(tally.someone);
    }

    public void print(PrintStream out) {
        out.println();
        line(out, "Remedies asked for", "%,d", asked);
        line(out, "Credits given", "%,d, of these %,d by people", tally.credits, tally.givenByPeople);
        line(out, "Miles given", "%,d", tally.miles);
        line(out, "Value to customers", "%s", new Amount(tally.value, currency).display());
        line(out, "Expected cost", "%s", new Amount(tally.cost, currency).display());
        long byRule = Math.max(1, asked - tally.givenByPeople);
        tally.refused.forEach((limit, count) -> line(
                out,
                "Refused: " + limit + " limit",
                limit.startsWith("system") ? "%,d, %.1f %% of what the rule was asked for" : "%,d",
                count,
                100.0 * count / byRule));
        line(out, "Given by nobody", "%,d (%.1f %%)", tally.withheld, 100.0 * tally.withheld / Math.max(1, asked));
        line(out, "Spent", "%,d times, %,d miles", tally.redeemed, tally.milesRedeemed);
        line(out, "Given back", "%,d times, %,d miles", tally.reversed, tally.milesReversed);
        kinds.forEach(kind -> line(
                out,
                kind.kind().toLowerCase(Locale.ROOT).replace('_', ' '),
                "given %,d, set aside %,d, spent %,d, settled %,d, given back %,d, expired %,d",
                kind.issued(),
                kind.held(),
                kind.redeemed(),
                kind.settled(),
                kind.reversed(),
                kind.expired()));
        line(out, "Commit", "p50 %s, p99 %s", millis(times.percentile(0.50)), millis(times.percentile(0.99)));
        if (tally.replayed > 0) {
            line(out, "Answered from before", "%,d; nothing was given twice", tally.replayed);
        }
        if (tally.givenBefore > 0) {
            line(out, "Given before the cut", "%,d", tally.givenBefore);
        }
        tally.unexpected.forEach((answer, count) -> line(out, "UNEXPECTED: " + answer, "%,d", count));
        line(out, "Check", "%s", found.isEmpty() ? "clean" : found.size() + " findings");
        found.forEach(finding -> out.println("  " + finding));
    }

    private static void line(PrintStream out, String name, String format, Object... values) {
        out.printf(Locale.ROOT, "%-28s %s%n", name, String.format(Locale.ROOT, format, values));
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }
}

package dev.makegood.credit;

import dev.makegood.customer.Customers;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What a customer has, now or as of a recorded instant: the same rows, and time decides as in every decision. */
public final class Balances {

    private final BalanceSql sql;
    private final Moments moments;

    public Balances(DataSource reads, Moments moments) {
        this.sql = new BalanceSql(reads);
        this.moments = moments;
    }

    /** The whole answer. */
    record View(CustomerNumber customer, Instant asOf, boolean provisional, List<Balance> balances) {}

    /**
     * One unit: what a draw by unit can take, what is set aside of that, and what of it ends when, to the last date;
     * and by kind what has terms of its own, of which a draw names the credit, or is blocked.
     */
    record Balance(
            Unit unit, Amount available, Amount held, List<Expiring> expiring, List<Other> others, long version) {}

    /** What a draw by unit does not take, of one kind, and on how many credits it is. */
    record Other(CreditKind kind, int credits, Amount available, Amount held, List<Expiring> expiring) {}

    /** What of the available ends together. */
    record Expiring(Amount amount, Expiry expiry) {}

    View of(CustomerNumber customer, @Nullable Instant asOf) {
        Moment moment = moments.of(asOf);
        if (asOf != null) {
            return view(customer, asOf, moment.provisional(), sql.asOf(customer, asOf));
        }
        List<BalanceSql.Row> rows = sql.now(customer);
        Instant now = moment.at();
        for (BalanceSql.Row row : rows) {
            Instant recorded = row.recordedAt();
            // The last row was recorded in the future, if a clock elsewhere runs ahead of ours.
            now = recorded != null && recorded.isAfter(now) ? recorded : now;
        }
        return view(customer, now, true, rows);
    }

    static View view(CustomerNumber customer, Instant at, boolean provisional, List<BalanceSql.Row> rows) {
        if (rows.isEmpty()) {
            throw Customers.unknown();
        }
        List<Balance> balances = new ArrayList<>();
        for (int i = 0; i < rows.size(); ) {
            int end = i;
            while (end < rows.size()
                    && Objects.equals(rows.get(end).unit(), rows.get(i).unit())) {
                end++;
            }
            Unit unit = rows.get(i).unit();
            if (unit != null) {
                balances.add(balance(unit, rows.subList(i, end), at));
            }
            i = end;
        }
        return new View(customer, at, provisional, balances);
    }

    private static Balance balance(Unit unit, List<BalanceSql.Row> rows, Instant at) {
        Sum plain = new Sum(unit);
        Map<Kind, Sum> others = new EnumMap<>(Kind.class);
        for (BalanceSql.Row row : rows) {
            BalanceSql.Open open = row.open();
            OpenCredit credit = open == null ? null : open.credit(at);
            if (open != null && credit != null && counts(credit, at)) {
                // A blocked one cannot be drawn at all, but its value is still the customer's.
                boolean drawn = open.plain() && !credit.state().blocked();
                Sum sum = drawn ? plain : others.computeIfAbsent(open.kind(), kind -> new Sum(unit));
                sum.add(credit, at);
            }
        }
        List<Other> byKind = new ArrayList<>();
        others.forEach((kind, sum) ->
                byKind.add(new Other(CreditKind.of(kind), sum.credits, sum.available(), sum.held(), sum.expiring())));
        return new Balance(
                unit,
                plain.available(),
                plain.held(),
                plain.expiring(),
                byKind,
                rows.get(0).version());
    }

    /** Is there anything of it that time has not taken? */
    private static boolean counts(OpenCredit credit, Instant at) {
        return credit.held() > 0 || left(credit, at) > 0;
    }

    private static long left(OpenCredit credit, Instant at) {
        return credit.due(at) ? 0 : credit.available();
    }

    /** Adds credits of one unit up. */
    private static final class Sum {

        private final Unit unit;
        private final Map<Instant, Expiring> dates = new TreeMap<>(Comparator.naturalOrder());
        private int credits;
        private long available;
        private long held;

        Sum(Unit unit) {
            this.unit = unit;
        }

        void add(OpenCredit credit, Instant at) {
            credits++;
            held = Math.addExact(held, credit.held());
            long left = left(credit, at);
            if (left > 0) {
                available = Math.addExact(available, left);
                ends(credit);
            }
        }

        private void ends(OpenCredit credit) {
            Instant end = credit.expiry().at();
            if (end == null) {
                return;
            }
            Expiring with = dates.get(end);
            Amount amount = with == null
                    ? new Amount(credit.available(), unit)
                    : with.amount().plus(credit.available());
            dates.put(end, new Expiring(amount, with == null ? credit.expiry() : with.expiry()));
        }

        Amount available() {
            return new Amount(available, unit);
        }

        Amount held() {
            return new Amount(held, unit);
        }

        List<Expiring> expiring() {
            return List.copyOf(dates.values());
        }
    }
}

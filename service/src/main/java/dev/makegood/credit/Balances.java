package dev.makegood.credit;

import dev.makegood.customer.Customers;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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

    /** One unit: what a draw by unit can take, what is set aside, and what of it ends when, to the last date. */
    record Balance(Unit unit, Amount available, Amount held, List<Expiring> expiring, long version) {}

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

    private static View view(CustomerNumber customer, Instant at, boolean provisional, List<BalanceSql.Row> rows) {
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
        long available = 0;
        long held = 0;
        Map<Instant, Expiring> dates = new TreeMap<>(Comparator.naturalOrder());
        for (BalanceSql.Row row : rows) {
            OpenCredit credit = row.credit();
            if (credit == null) {
                continue;
            }
            held = Math.addExact(held, credit.held());
            if (credit.spendable(at)) {
                available = Math.addExact(available, credit.available());
                ends(dates, credit);
            }
        }
        return new Balance(
                unit,
                new Amount(available, unit),
                new Amount(held, unit),
                List.copyOf(dates.values()),
                rows.get(0).version());
    }

    private static void ends(Map<Instant, Expiring> dates, OpenCredit credit) {
        @Nullable Instant end = credit.expiry().at();
        if (end == null) {
            return;
        }
        Expiring with = dates.get(end);
        Amount amount = with == null
                ? new Amount(credit.available(), credit.unit())
                : with.amount().plus(credit.available());
        dates.put(end, new Expiring(amount, with == null ? credit.expiry() : with.expiry()));
    }
}

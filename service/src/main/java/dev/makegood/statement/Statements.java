package dev.makegood.statement;

import dev.makegood.credit.CreditKind;
import dev.makegood.credit.Moments;
import dev.makegood.credit.PostingType;
import dev.makegood.customer.Customers;
import dev.makegood.ledger.Basis;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.http.Check;
import dev.makegood.platform.http.DateOrInstant;
import dev.makegood.platform.http.SignedAmount;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Makes statements, each from one snapshot of the ledger. */
public final class Statements {

    /** How long a span may be. */
    private static final int MOST_MONTHS = 13;

    /** How much may have been recorded in it; what it says is held in memory. */
    static final int MOST_ROWS = 10_000;

    private static final Comparator<Unit> BY_CODE = Comparator.comparing(Unit::code);

    private final Jdbi reads;
    private final Customers customers;
    private final Moments moments;

    public Statements(Jdbi reads, Customers customers, Moments moments) {
        this.reads = reads;
        this.customers = customers;
        this.moments = moments;
    }

    /** From where to where, as it was asked and then as instants. */
    record Span(Instant from, Instant to, boolean provisional) {}

    /**
     * @param start left out, the caller is told that it is needed
     * @param end left out, now; so is the end of a day that has not ended yet
     * @throws dev.makegood.problem.ProblemException {@code invalid_value} for a span that has not come, runs backwards,
     *     is too long or holds too much; {@code not_found} for a customer that the ledger has not met
     */
    Statement of(CustomerNumber customer, @Nullable DateOrInstant start, @Nullable DateOrInstant end) {
        ZoneId zone = customers.zone(customer);
        CustomerId owner = customers.known(customer);
        Span span = span(start, end, zone);
        List<Statement.OfUnit> units =
                reads.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> units(handle, owner, span));
        return new Statement(customer, zone, span.from(), span.to(), span.provisional(), units);
    }

    private Span span(@Nullable DateOrInstant start, @Nullable DateOrInstant end, ZoneId zone) {
        new Check().present("?from", start).done();
        Instant now = moments.now();
        Instant from = Objects.requireNonNull(start).start(zone);
        Instant to = end == null ? now : end.end(zone);
        boolean today = end != null && now.atZone(zone).toLocalDate().equals(end.day());
        new Check()
                .that(today || !to.isAfter(now), "?to", "must not be in the future")
                .that(from.isBefore(to), "?from", "must be before the end of the span")
                .that(
                        !from.atZone(zone).plusMonths(MOST_MONTHS).toInstant().isBefore(to),
                        "?from",
                        "must be at most " + MOST_MONTHS + " months before the end of the span")
                .done();
        Instant until = to.isAfter(now) ? now : to;
        return new Span(from, until, moments.provisional(until));
    }

    private static List<Statement.OfUnit> units(Handle handle, CustomerId owner, Span span) {
        StatementSql sql = handle.attach(StatementSql.class);
        Map<Unit, Walk> walks = new TreeMap<>(BY_CODE);
        for (StatementSql.OpeningRow row : sql.opening(owner, span.from())) {
            walks.computeIfAbsent(row.unit(), unit -> new Walk(unit, span.from()))
                    .opensWith(row.credit(), row.latest());
        }
        List<StatementRow> rows = sql.rows(owner, span.from(), span.to(), MOST_ROWS + 1);
        new Check()
                .that(
                        rows.size() <= MOST_ROWS,
                        "?from",
                        "must be later, or the end earlier: more than " + MOST_ROWS
                                + " movements were recorded in the span")
                .done();
        for (StatementRow row : rows) {
            walks.computeIfAbsent(row.unit(), unit -> new Walk(unit, span.from()))
                    .row(row);
        }
        walks.values().forEach(walk -> walk.to(span.to()));
        Beside beside = Beside.read(
                sql,
                owner,
                walks.values().stream().flatMap(walk -> walk.steps().stream()).toList());
        List<Statement.OfUnit> units = new ArrayList<>();
        walks.forEach((unit, walk) -> units.add(ofUnit(unit, walk, beside)));
        return units;
    }

    private static Statement.OfUnit ofUnit(Unit unit, Walk walk, Beside beside) {
        return new Statement.OfUnit(
                unit,
                Statement.Balance.of(walk.opening(), unit),
                walk.steps().stream().map(step -> beside.movement(step, unit)).toList(),
                Statement.Balance.of(walk.sum(), unit));
    }

    /** What is told beside the movements: of the credits, and what was bought. */
    private record Beside(Map<CreditId, StatementSql.CreditRow> credits, Map<EntryId, String> purchases) {

        static Beside read(StatementSql sql, CustomerId owner, List<Walk.Step> steps) {
            Set<UUID> credits = new LinkedHashSet<>();
            Set<UUID> purchases = new LinkedHashSet<>();
            for (Walk.Step step : steps) {
                credits.add(step.credit().value());
                if (step.purchase() != null) {
                    purchases.add(step.purchase().value());
                }
            }
            return new Beside(
                    sql.credits(owner, credits).stream()
                            .collect(Collectors.toMap(StatementSql.CreditRow::id, Function.identity())),
                    sql.purchases(owner, purchases).stream()
                            .collect(Collectors.toMap(
                                    StatementSql.PurchaseRow::redemption, StatementSql.PurchaseRow::reference)));
        }

        /** Time sends a voided credit's value where the posting that records it will: what is not goodwill was refunded. */
        private static PostingType type(Walk.Step step, StatementSql.CreditRow credit) {
            boolean refunded = step.entry() == null && credit.basis() != Basis.GOODWILL;
            return refunded && step.type() == PostingType.VOID ? PostingType.SETTLEMENT : step.type();
        }

        Statement.Movement movement(Walk.Step step, Unit unit) {
            StatementSql.CreditRow credit = Objects.requireNonNull(credits.get(step.credit()), "a credit is missing");
            return new Statement.Movement(
                    step.at(),
                    type(step, credit),
                    step.credit(),
                    CreditKind.of(credit.kind()),
                    credit.claimNumber(),
                    step.entry(),
                    step.purchase() == null ? null : purchases.get(step.purchase()),
                    SignedAmount.of(step.change().available(), unit),
                    SignedAmount.of(step.change().held(), unit),
                    Statement.Balance.of(step.after(), unit));
        }
    }
}

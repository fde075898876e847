package dev.makegood.statement;

import static dev.makegood.ledger.writer.LedgerFixture.ADMIN;
import static dev.makegood.ledger.writer.LedgerFixture.FINANCE;
import static dev.makegood.ledger.writer.LedgerFixture.PARTNER;
import static dev.makegood.ledger.writer.LedgerFixture.hold;
import static dev.makegood.ledger.writer.LedgerFixture.miles;
import static dev.makegood.ledger.writer.LedgerFixture.redeem;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.credit.Moments;
import dev.makegood.customer.Customers;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import dev.makegood.ledger.writer.LedgerFixture;
import dev.makegood.platform.database.TestDatabase;
import dev.makegood.platform.database.ValueTypes;
import dev.makegood.platform.http.DateOrInstant;
import dev.makegood.platform.http.EnumWords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is set aside on a statement: time ends a hold at its instant, whether that has been posted or not. */
@Timeout(120)
class HoldsStatementDbTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int STEPS = 60;
    private static final int SPANS = 40;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static LedgerFixture given;
    private static Principal agent;
    private static Statements statements;
    private static int people;

    private final String customer = "H-" + people++;
    private final List<EntryId> holds = new ArrayList<>();
    private final List<EntryId> sales = new ArrayList<>();
    private final List<CreditId> credits = new ArrayList<>();

    @BeforeAll
    static void start() {
        given = new LedgerFixture(DATABASE).withPolicy();
        given.limits("SUPERVISOR", null, null, null);
        agent = given.agent("agent", "SUPERVISOR", "EAST");
        Jdbi jdbi = Jdbi.create(DATABASE.app())
                .installPlugin(new SqlObjectPlugin())
                .installPlugin(new PostgresPlugin())
                .installPlugin(new ValueTypes());
        statements = new Statements(jdbi, new Customers(jdbi), new Moments(DATABASE.app(), given.clock));
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private CreditId give(Command.Grant grant) {
        Entry entry = given.accepted(agent, given.remedyFor(customer, grant));
        return entry.effects().credits().get(0).id();
    }

    private Statement statement(Instant from, Instant to) {
        return statements.of(new CustomerNumber(customer), new DateOrInstant(null, from), new DateOrInstant(null, to));
    }

    /** Each movement as what it is, what it did to available and held, and whether an entry did it or time. */
    private static List<String> told(Statement.OfUnit unit) {
        return unit.movements().stream()
                .map(movement -> EnumWords.of(movement.type()) + " "
                        + movement.available().amount() + " " + movement.held().amount()
                        + (movement.entry() == null ? " by time" : ""))
                .toList();
    }

    private void touch(Entry of, Unit unit) {
        Command touch = new Command.Touch(new CustomerId(of.owner()), Set.of(unit));
        Outcome outcome = LedgerFixture.await(
                given.ledger.submit(new Submission(ADMIN, touch, null)).toCompletableFuture());
        assertThat(outcome).isInstanceOf(Outcome.Unchanged.class);
    }

    private Statement.OfUnit postedOrNot(Instant from, Entry hold) {
        given.clock.turn(Duration.ofSeconds(10));
        Instant to = given.clock.instant().minusSeconds(5);
        Statement before = statement(from, to);
        touch(hold, Unit.USD);
        assertThat(statement(from, to)).isEqualTo(before);
        return before.units().get(0);
    }

    @Test
    void what_is_left_of_a_hold_comes_back_at_its_end() {
        Instant from = given.clock.instant();
        given.clock.turn(Duration.ofSeconds(1));
        give(voucher(5_000));
        Entry hold = given.accepted(PARTNER, hold(customer, 4_000, Unit.USD, DAY));
        Instant ends = given.clock.instant().plus(DAY);
        given.accepted(PARTNER, new Command.Capture(hold.id(), new Amount(1_500, Unit.USD)));
        given.clock.turn(Duration.ofDays(2));
        Statement.OfUnit usd = postedOrNot(from, hold);
        assertThat(told(usd))
                .containsExactly("issue 5000 0", "hold -4000 4000", "capture 0 -1500", "release 2500 -2500 by time");
        assertThat(usd.movements().get(3).at()).isEqualTo(ends);
        assertThat(usd.movements().get(1).purchase()).isEqualTo("till 7");
        assertThat(usd.movements().get(2).purchase()).isEqualTo("till 7");
        assertThat(usd.closing().available().minor()).isEqualTo(3_500);
        assertThat(usd.closing().held().minor()).isZero();
    }

    @Test
    void what_its_credit_cannot_take_back_goes_on_at_once() {
        Instant from = given.clock.instant();
        given.clock.turn(Duration.ofSeconds(1));
        CreditId voided = give(voucher(1_000));
        Entry hold = given.accepted(PARTNER, hold(customer, 600, Unit.USD, DAY));
        given.accepted(FINANCE, new Command.VoidCredit(voided, null));
        given.clock.turn(Duration.ofDays(2));
        assertThat(told(postedOrNot(from, hold)))
                .containsExactly(
                        "issue 1000 0",
                        "hold -600 600",
                        "void -400 0",
                        "release 600 -600 by time",
                        "void -600 0 by time");
    }

    @Test
    void the_date_of_a_credit_takes_what_is_available_and_the_end_of_the_hold_what_was_held() {
        give(voucher(1_000));
        given.clock.turn(Duration.ofDays(363));
        Instant from = given.clock.instant();
        given.clock.turn(Duration.ofSeconds(1));
        Entry hold = given.accepted(PARTNER, hold(customer, 600, Unit.USD, Duration.ofDays(7)));
        given.clock.turn(Duration.ofDays(10));
        assertThat(told(postedOrNot(from, hold)))
                .containsExactly(
                        "hold -600 600", "expiry -400 0 by time", "release 600 -600 by time", "expiry -600 0 by time");
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 11, 1903, 20_261_122})
    void statements_that_meet_agree_over_any_history(long seed) {
        Random random = new Random(seed);
        List<Instant> instants = new ArrayList<>();
        Entry first = given.accepted(agent, given.remedyFor(customer, voucher(1_000), miles(1_000)));
        for (int i = 0; i < STEPS; i++) {
            step(random);
            instants.add(given.clock.instant());
        }
        given.clock.turn(Duration.ofSeconds(10));
        Map<List<Instant>, Statement> answers = new HashMap<>();
        for (int i = 0; i < SPANS; i++) {
            List<Instant> at = new ArrayList<>();
            int start = random.nextInt(instants.size() - 3);
            for (int j = 0; j < 3; j++) {
                at.add(instants.get(start + j * Math.min(10, (instants.size() - 1 - start) / 2))
                        .plusNanos(1_000L * j * random.nextInt(1_000_000)));
            }
            at.sort(null);
            if (at.get(0).isBefore(at.get(1)) && at.get(1).isBefore(at.get(2))) {
                Statement whole = statement(at.get(0), at.get(2));
                answers.put(at, whole);
                meet(whole, statement(at.get(0), at.get(1)), statement(at.get(1), at.get(2)));
            }
        }
        assertThat(answers).isNotEmpty();
        given.clock.turn(Duration.ofDays(10));
        touch(first, Unit.USD);
        touch(first, Unit.MILES);
        answers.forEach((at, whole) ->
                assertThat(statement(at.get(0), at.get(2))).as("%s", at).isEqualTo(whole));
    }

    private void step(Random random) {
        Unit unit = random.nextBoolean() ? Unit.USD : Unit.MILES;
        long some = 1L + random.nextInt(900);
        switch (random.nextInt(8)) {
            case 0 -> credits.add(give(random.nextBoolean() ? voucher(some) : miles(some)));
            case 1, 2, 3 -> keep(holds, hold(customer, some, unit, Duration.ofHours(1 + random.nextInt(160))));
            case 4 -> any(holds, random, id -> new Command.Capture(id, new Amount(some / 3 + 1, unit)), sales);
            case 5 -> any(holds, random, Command.Release::new, new ArrayList<>());
            case 6 -> any(sales, random, id -> Command.Reverse.of(id, null), new ArrayList<>());
            default -> {
                if (random.nextBoolean() || credits.isEmpty()) {
                    keep(sales, redeem(customer, some, unit));
                } else {
                    CreditId voided = credits.get(random.nextInt(credits.size()));
                    given.outcome(FINANCE, new Command.VoidCredit(voided, null));
                }
            }
        }
        given.clock.turn(
                random.nextInt(6) == 0 ? Duration.ofDays(random.nextInt(60)) : Duration.ofMinutes(random.nextInt(600)));
    }

    private static void any(List<EntryId> ids, Random random, Function<EntryId, Command> of, List<EntryId> into) {
        if (!ids.isEmpty()) {
            keep(into, of.apply(ids.get(random.nextInt(ids.size()))));
        }
    }

    /** Does it, or is refused: both are part of a history. */
    private static void keep(List<EntryId> into, Command command) {
        if (given.outcome(PARTNER, command) instanceof Outcome.Accepted accepted) {
            into.add(accepted.entry().id());
        }
    }

    /** What one left is what the other opens with, and both tell what the whole tells. */
    private static void meet(Statement whole, Statement first, Statement second) {
        assertThat(balances(second, true)).isEqualTo(balances(first, false));
        assertThat(balances(whole, true)).isEqualTo(balances(first, true));
        assertThat(balances(whole, false)).isEqualTo(balances(second, false));
        List<Statement.Movement> parts = movements(first);
        parts.addAll(movements(second));
        assertThat(parts).containsExactlyInAnyOrderElementsOf(movements(whole));
    }

    private static Map<Unit, Statement.Balance> balances(Statement statement, boolean opening) {
        Map<Unit, Statement.Balance> balances = new TreeMap<>(Comparator.comparing(Unit::code));
        for (Statement.OfUnit unit : statement.units()) {
            Statement.Balance balance = opening ? unit.opening() : unit.closing();
            if (balance.available().minor() > 0 || balance.held().minor() > 0) {
                balances.put(unit.unit(), balance);
            }
        }
        return balances;
    }

    private static List<Statement.Movement> movements(Statement statement) {
        List<Statement.Movement> movements = new ArrayList<>();
        statement.units().forEach(unit -> movements.addAll(unit.movements()));
        return movements;
    }
}

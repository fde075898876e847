package dev.makegood.clock;

import static dev.makegood.ledger.writer.LedgerFixture.ADMIN;
import static dev.makegood.ledger.writer.LedgerFixture.PARTNER;
import static dev.makegood.ledger.writer.LedgerFixture.miles;
import static dev.makegood.ledger.writer.LedgerFixture.redeem;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.makegood.finance.Check;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import dev.makegood.ledger.writer.GroupCommit;
import dev.makegood.ledger.writer.LedgerFixture;
import dev.makegood.platform.database.TestDatabase;
import dev.makegood.platform.database.ValueTypes;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What time has decided is recorded once: whoever does it, however often, and wherever it was cut off. */
@Timeout(120)
class ExpiryClockDbTest {

    private static final String EXPIRED = "select count(*) from posting where to_kind = 'EXPIRED'";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private int people;

    private final TestDatabase database = TestDatabase.open();
    private final LedgerFixture given = new LedgerFixture(database).withPolicy();
    private final Principal agent = given.agent("amy", "SUPERVISOR", "EAST");
    private final MetricRegistry metrics = new MetricRegistry();
    private final List<ExpiryClock> clocks = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (ExpiryClock clock : clocks) {
            clock.stop();
        }
        given.close();
        try (Connection reader = database.reader()) {
            assertThat(Check.run(reader).findings()).isEmpty();
        }
        database.close();
    }

    private ExpiryClock clock(Ledger ledger, Duration interval, IntSupplier waiting) {
        Jdbi jdbi = Jdbi.create(database.app())
                .installPlugin(new SqlObjectPlugin())
                .installPlugin(new PostgresPlugin())
                .installPlugin(new ValueTypes());
        ExpiryClock.Instance instance = new ExpiryClock.Instance(UUID.randomUUID(), interval, waiting);
        ExpiryClock clock = new ExpiryClock(jdbi, ledger, given.clock, metrics, instance);
        clocks.add(clock);
        return clock;
    }

    private ExpiryClock clock() {
        return clock(given.ledger, Duration.ofHours(1), given.ledger::depth);
    }

    private String customer() {
        return "C-" + people++;
    }

    /** So many customers with a voucher each, all of which expire on one day. */
    private void vouchers(int count) {
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        Command.LimitAmounts roomy = new Command.LimitAmounts(Unit.USD, null, null, null);
        given.accepted(
                ADMIN,
                new Command.SetLimits(new Command.LimitsFor.OfLevel("SUPERVISOR"), roomy, given.clock.instant(), null));
        for (int i = 0; i < count; i++) {
            answers.add(given.submit(agent, given.remedyFor(customer(), voucher(100))));
        }
        assertThat(answers.stream().map(LedgerFixture::await)).allMatch(Outcome.Accepted.class::isInstance);
    }

    private void await(BooleanSupplier done) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!done.getAsBoolean()) {
            assertThat(Instant.now()).as("waited in vain").isBefore(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Test
    void aCreditEndsWithTheLocalDayOfItsCustomerWhateverTheClocksThereDo() throws Exception {
        ExpiryClock clock = clock();
        List<Expiry> dates = new ArrayList<>();
        // The day on which clocks change, the day before and the day after, where they go forward and back, on the dot
        // of
        // midnight and by half an hour; and where they never do.
        for (String name : List.of(
                "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe", "America/Havana", "Asia/Kolkata")) {
            ZoneId zone = ZoneId.of(name);
            var rules = zone.getRules();
            var change = rules.nextTransition(Instant.parse("2027-03-06T00:00:00Z"));
            LocalDate day = change == null
                    ? LocalDate.of(2027, 6, 1)
                    : change.getInstant().atZone(zone).toLocalDate();
            for (int beside = -1; beside <= 1; beside++) {
                dates.add(new Expiry(
                        day.plusDays(beside + 1).atStartOfDay(zone).toInstant(), day.plusDays(beside), zone));
            }
        }
        dates.sort(Comparator.comparing((Expiry date) ->
                date.on().minusMonths(12).atTime(12, 0).atZone(date.zone()).toInstant()));
        for (Expiry date : dates) {
            Instant noon =
                    date.on().minusMonths(12).atTime(12, 0).atZone(date.zone()).toInstant();
            given.clock.set(noon);
            String customer = customer();
            given.incident(agent, customer);
            given.accepted(ADMIN, new Command.SetCustomer(new CustomerNumber(customer), date.zone(), null));
            Entry entry = given.accepted(agent, given.remedyFor(customer, voucher(100)));
            assertThat(entry.effects().credits().get(0).expiry()).isEqualTo(date);
        }
        dates.sort(Comparator.comparing(Expiry::at));
        for (Expiry date : dates) {
            Instant end = Objects.requireNonNull(date.at());
            for (Instant now : List.of(end.minusMillis(1), end)) {
                // Two zones may end their day together.
                if (now.isAfter(given.clock.instant())) {
                    given.clock.set(now);
                    clock.round();
                    assertThat(given.number(EXPIRED))
                            .as("at %s", now)
                            .isEqualTo(dates.stream()
                                    .filter(one -> one.passed(now))
                                    .count());
                }
            }
        }
    }

    /** Else a customer whose miles live on would be touched in every round for ever. */
    @Test
    void whoFindsNothingDueLearnsWhenItWillBe() throws Exception {
        ExpiryClock clock = clock();
        String customer = customer();
        given.accepted(agent, given.remedyFor(customer, miles(1_000)));
        given.clock.turn(Duration.ofDays(300));
        given.accepted(agent, given.remedyFor(customer, miles(500)));
        given.clock.turn(Duration.ofDays(440));
        long entries = given.number("select count(*) from journal");
        assertThat(clock.round()).isEqualTo(1);
        assertThat(clock.round()).isZero();
        assertThat(given.number("select count(*) from journal")).isEqualTo(entries);
        given.clock.turn(Duration.ofDays(300));
        assertThat(clock.round()).isEqualTo(1);
        assertThat(given.number("select count(*) from journal")).isEqualTo(entries + 2);
        assertThat(given.number("select count(*) from customer_head where next_due is not null"))
                .isZero();
    }

    @Test
    void twoClocksAtOnceDoNoHarm() throws Exception {
        vouchers(300);
        GroupCommit other = given.start(2);
        ExpiryClock one = clock();
        ExpiryClock two = clock(other, Duration.ofHours(1), other::depth);
        given.clock.turn(Duration.ofDays(400));
        long before = given.number(EXPIRED);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> first = both.submit(one::round);
            Future<Integer> second = both.submit(two::round);
            assertThat(first.get(60, TimeUnit.SECONDS)).isPositive();
            second.get(60, TimeUnit.SECONDS);
        } finally {
            both.shutdownNow();
            other.drain();
        }
        assertThat(given.number(EXPIRED)).isEqualTo(before + 300);
        assertThat(one.round()).isZero();
    }

    @Test
    void whereverItIsCutOffAnotherGoesOn() throws Exception {
        vouchers(400);
        given.clock.turn(Duration.ofDays(400));
        long before = given.number(EXPIRED);
        Random random = new Random(20261122);
        for (int death = 0; death < 8; death++) {
            ExpiryClock clock = clock();
            Thread round = new Thread(() -> {
                try {
                    clock.round();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            round.start();
            LockSupport.parkNanos(random.nextInt(12_000_000));
            round.interrupt();
            round.join();
        }
        clock().round();
        assertThat(given.number(EXPIRED)).isEqualTo(before + 400);
        assertThat(
                        given.number(
                                "select count(*) from (select due from journal where due is not null group by due having count(*) > 1) d"))
                .isZero();
    }

    @Test
    void oneInstanceHasTheLeaseUntilItGivesItBackOrDies() throws Exception {
        ExpiryClock one = clock();
        ExpiryClock two = clock();
        assertThat(one.lease()).isTrue();
        assertThat(two.lease()).isFalse();
        assertThat(one.lease()).isTrue();
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            statement.executeUpdate("update clock_lease set until = now() - interval '1 second'");
        }
        assertThat(two.lease()).isTrue();
        assertThat(one.lease()).isFalse();
        two.stop();
        assertThat(one.lease()).isTrue();
    }

    @Test
    void itTicksByItselfAndTellsHowFarItIs() throws Exception {
        vouchers(5);
        given.clock.turn(Duration.ofDays(400));
        long before = given.number(EXPIRED);
        ExpiryClock clock = clock(given.ledger, Duration.ofMillis(50), given.ledger::depth);
        clock.start();
        await(() -> given.number(EXPIRED) == before + 5);
        await(() -> metrics.meter("clock.touched").getCount() == 5);
        assertThat(metrics.meter("clock.failed").getCount()).isZero();
        given.accepted(agent, given.remedyFor(customer(), voucher(100)));
        given.clock.turn(Duration.ofDays(400));
        await(() -> given.number(EXPIRED) == before + 6);
        await(() -> Long.valueOf(0)
                .equals(metrics.getGauges().get("clock.behind.seconds").getValue()));
    }

    /** A ledger that answers only when told to. */
    private static final class Slow implements Ledger {
        private final Queue<CompletableFuture<Outcome>> open = new ConcurrentLinkedQueue<>();

        @Override
        public CompletableFuture<Outcome> submit(Submission submission) {
            CompletableFuture<Outcome> answer = new CompletableFuture<>();
            open.add(answer);
            return answer;
        }
    }

    @Test
    void noMoreAreOnTheirWayThanTheBoundAndAFaultEndsNoRound() throws Exception {
        int count = ExpiryClock.IN_FLIGHT + 40;
        vouchers(count);
        given.clock.turn(Duration.ofDays(400));
        Slow slow = new Slow();
        ExpiryClock clock = clock(slow, Duration.ofHours(1), slow.open::size);
        ExecutorService alone = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> round = alone.submit(clock::round);
            await(() -> slow.open.size() == ExpiryClock.IN_FLIGHT);
            assertThat(metrics.getGauges().get("clock.behind.seconds").getValue())
                    .isInstanceOfSatisfying(
                            Long.class, seconds -> assertThat(seconds).isPositive());
            slow.open.remove().completeExceptionally(new IllegalStateException("a fault of ours"));
            await(() -> slow.open.size() == ExpiryClock.IN_FLIGHT);
            while (!round.isDone()) {
                CompletableFuture<Outcome> next = slow.open.poll();
                if (next != null) {
                    next.complete(new Outcome.Unchanged());
                }
            }
            assertThat(round.get()).isEqualTo(count);
        } finally {
            alone.shutdownNow();
        }
        assertThat(metrics.meter("clock.failed").getCount()).isEqualTo(1);
        clock().round();
    }

    /** The clock only records: whoever asks before it sees the same. */
    @Test
    void whatExpiredIsGoneBeforeTheClockCameBy() {
        String customer = customer();
        given.accepted(agent, given.remedyFor(customer, voucher(1_000)));
        given.clock.turn(Duration.ofDays(400));
        assertThat(given.refused(PARTNER, redeem(customer, 1, Unit.USD)).outcome())
                .isEqualTo("insufficient_balance");
    }
}

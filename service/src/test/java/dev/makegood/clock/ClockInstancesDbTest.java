package dev.makegood.clock;

import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.writer.GroupCommit;
import dev.makegood.ledger.writer.LedgerFixture;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many clocks there are, however often, and wherever one is cut off: each thing is recorded once. */
@Timeout(120)
class ClockInstancesDbTest {

    private final ClockFixture own = new ClockFixture();
    private final LedgerFixture given = own.given;

    @AfterEach
    void stop() throws Exception {
        own.close();
    }

    @Test
    void twoClocksAtOnceDoNoHarm() throws Exception {
        own.vouchers(300);
        GroupCommit other = given.start(2);
        ExpiryClock one = own.clock();
        ExpiryClock two = own.clock(other, Duration.ofHours(1), other::depth);
        given.clock.turn(Duration.ofDays(400));
        long before = given.number(ClockFixture.EXPIRED);
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
        assertThat(given.number(ClockFixture.EXPIRED)).isEqualTo(before + 300);
        assertThat(one.round()).isZero();
    }

    @Test
    void whereverItIsCutOffAnotherGoesOn() throws Exception {
        own.vouchers(400);
        given.clock.turn(Duration.ofDays(400));
        long before = given.number(ClockFixture.EXPIRED);
        Random random = new Random(20261122);
        for (int death = 0; death < 8; death++) {
            ExpiryClock clock = own.clock();
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
        own.clock().round();
        assertThat(given.number(ClockFixture.EXPIRED)).isEqualTo(before + 400);
        assertThat(
                        given.number(
                                "select count(*) from (select due from journal where due is not null group by due having count(*) > 1) d"))
                .isZero();
    }

    @Test
    void oneInstanceHasTheLeaseUntilItGivesItBackOrDies() throws Exception {
        ExpiryClock one = own.clock();
        ExpiryClock two = own.clock();
        assertThat(one.lease()).isTrue();
        assertThat(two.lease()).isFalse();
        assertThat(one.lease()).isTrue();
        try (Connection owner = own.database.owner();
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
        own.vouchers(5);
        given.clock.turn(Duration.ofDays(400));
        long before = given.number(ClockFixture.EXPIRED);
        ExpiryClock clock = own.clock(given.ledger, Duration.ofMillis(50), given.ledger::depth);
        clock.start();
        own.await(() -> given.number(ClockFixture.EXPIRED) == before + 5);
        own.await(() -> own.metrics.meter("clock.touched").getCount() == 5);
        assertThat(own.metrics.meter("clock.failed").getCount()).isZero();
        given.accepted(own.agent, given.remedyFor(own.customer(), voucher(100)));
        given.clock.turn(Duration.ofDays(400));
        own.await(() -> given.number(ClockFixture.EXPIRED) == before + 6);
        own.await(() -> Long.valueOf(0).equals(own.behind()));
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
        own.vouchers(count);
        given.clock.turn(Duration.ofDays(400));
        Slow slow = new Slow();
        ExpiryClock clock = own.clock(slow, Duration.ofHours(1), slow.open::size);
        ExecutorService alone = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> round = alone.submit(clock::round);
            own.await(() -> slow.open.size() == ExpiryClock.IN_FLIGHT);
            assertThat(own.behind())
                    .isInstanceOfSatisfying(
                            Long.class, seconds -> assertThat(seconds).isPositive());
            slow.open.remove().completeExceptionally(new IllegalStateException("a fault of ours"));
            own.await(() -> slow.open.size() == ExpiryClock.IN_FLIGHT);
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
        assertThat(own.metrics.meter("clock.failed").getCount()).isEqualTo(1);
        own.clock().round();
    }
}

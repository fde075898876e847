package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.finance.Check;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Submission;
import dev.makegood.platform.database.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One key, one outcome, for ever: at the same time, through two instances, and while somebody else holds it. */
@Timeout(120)
class KeysDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int CALLERS = 100;

    private static LedgerFixture given;
    private static GroupCommit other;
    private static Principal agent;
    private static ExecutorService threads;
    private static int people;

    @BeforeAll
    static void start() {
        given = new LedgerFixture(DATABASE).withPolicy();
        given.limits("SUPERVISOR", null, null, null);
        other = given.start(2);
        agent = given.agent("agent", "SUPERVISOR", "EAST");
        threads = Executors.newFixedThreadPool(CALLERS);
    }

    @AfterAll
    @Timeout(60)
    static void stop() throws Exception {
        threads.shutdownNow();
        other.drain();
        given.close();
        try (Connection reader = DATABASE.reader()) {
            assertThat(Check.run(reader).findings()).isEmpty();
        }
    }

    private static Submission asked(Submission.Key key, long cents) {
        return new Submission(agent, given.remedyFor("K-" + people++, voucher(cents)), key);
    }

    private static Submission.Key keyOf(Submission submission) {
        return Objects.requireNonNull(submission.key());
    }

    /** Something else under the same key. */
    private static Submission otherBody(Submission submission) {
        return asked(new Submission.Key(keyOf(submission).id(), UUID.randomUUID()), 200);
    }

    private static CompletableFuture<Outcome> submit(GroupCommit door, Submission submission) {
        return door.submit(submission).toCompletableFuture();
    }

    private static List<Outcome> together(Submission submission, GroupCommit... doors) throws Exception {
        CountDownLatch ready = new CountDownLatch(CALLERS);
        List<Future<Outcome>> answers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            GroupCommit door = doors[i % doors.length];
            answers.add(threads.submit(() -> {
                ready.countDown();
                assertThat(ready.await(10, TimeUnit.SECONDS)).isTrue();
                return LedgerFixture.await(submit(door, submission));
            }));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> answer : answers) {
            outcomes.add(answer.get(30, TimeUnit.SECONDS));
        }
        return outcomes;
    }

    private static void assertOneDecision(List<Outcome> outcomes) {
        Set<Entry> entries = new HashSet<>();
        int fresh = 0;
        for (Outcome outcome : outcomes) {
            assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
            Outcome.Accepted accepted = (Outcome.Accepted) outcome;
            entries.add(accepted.entry());
            fresh += accepted.replayed() ? 0 : 1;
        }
        assertThat(entries).hasSize(1);
        assertThat(fresh).isOne();
        UUID command = entries.iterator().next().commandId();
        assertThat(given.number("select count(*) from journal where command_id = '" + command + "'"))
                .isOne();
    }

    @Test
    void aHundredWithOneKeyAreOne() throws Exception {
        assertOneDecision(together(asked(LedgerFixture.key(), 100), given.ledger));
    }

    @Test
    void aHundredWithOneKeyAreOneThroughTwoInstances() throws Exception {
        for (int attempt = 0; attempt < 5; attempt++) {
            assertOneDecision(together(asked(LedgerFixture.key(), 100), given.ledger, other));
        }
    }

    @Test
    void anotherBodyUnderTheKeyIsToldSoAtOnceAndLater() {
        Submission first = asked(LedgerFixture.key(), 100);
        Submission second = otherBody(first);
        CompletableFuture<Outcome> one = submit(given.ledger, first);
        CompletableFuture<Outcome> two = submit(given.ledger, second);
        assertThat(LedgerFixture.await(one)).isInstanceOf(Outcome.Accepted.class);
        assertThat(LedgerFixture.await(two)).isInstanceOf(Outcome.KeyReused.class);
        assertThat(LedgerFixture.await(submit(given.ledger, second))).isInstanceOf(Outcome.KeyReused.class);
        assertThat(LedgerFixture.await(submit(other, second))).isInstanceOf(Outcome.KeyReused.class);
    }

    @Test
    void ofTwoBodiesThroughTwoInstancesOneIsDecided() {
        for (int attempt = 0; attempt < 20; attempt++) {
            Submission first = asked(LedgerFixture.key(), 100);
            CompletableFuture<Outcome> here = submit(given.ledger, first);
            CompletableFuture<Outcome> there = submit(other, otherBody(first));
            assertThat(List.of(LedgerFixture.await(here), LedgerFixture.await(there)))
                    .hasAtLeastOneElementOfType(Outcome.Accepted.class)
                    .hasAtLeastOneElementOfType(Outcome.KeyReused.class);
        }
    }

    /** Another instance that has begun and does not end, as the database sees it. */
    private static Connection hold(Submission submission) throws SQLException {
        Connection holder = DATABASE.app().getConnection();
        holder.setAutoCommit(false);
        try (Statement patience = holder.createStatement();
                PreparedStatement insert = holder.prepareStatement(
                        "insert into idempotency_key (id, fingerprint, entry) values (?, ?, ?)")) {
            patience.execute("set local idle_in_transaction_session_timeout = 0");
            insert.setObject(1, keyOf(submission).id());
            insert.setObject(2, keyOf(submission).fingerprint());
            insert.setObject(3, UUID.randomUUID());
            insert.executeUpdate();
        }
        return holder;
    }

    @Test
    void aKeyThatIsHeldElsewhereHoldsUpNobodyElseAndIsFreeAfterwards() throws Exception {
        Submission held = asked(LedgerFixture.key(), 100);
        CompletableFuture<Outcome> waiting;
        try (Connection holder = hold(held)) {
            waiting = submit(given.ledger, held);
            for (int i = 0; i < 20; i++) {
                Outcome neighbour =
                        submit(given.ledger, asked(LedgerFixture.key(), 100)).get(5, TimeUnit.SECONDS);
                assertThat(neighbour).isInstanceOf(Outcome.Accepted.class);
            }
            assertThat(waiting).isNotDone();
            holder.rollback();
        }
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isInstanceOf(Outcome.Accepted.class);
    }

    /** The other instance has the key and waits for an agent: here one asks again until it is through. */
    @Test
    void whoMeetsTheKeyOfAnotherInstanceGetsItsAnswer() throws Exception {
        Submission submission = asked(LedgerFixture.key(), 100);
        CompletableFuture<Outcome> first;
        CompletableFuture<Outcome> same;
        CompletableFuture<Outcome> different;
        try (Connection busy = DATABASE.owner();
                Statement lock = busy.createStatement()) {
            busy.setAutoCommit(false);
            lock.execute("select 1 from agent_head for update");
            first = submit(other, submission);
            awaitWaiting();
            same = submit(given.ledger, submission);
            different = submit(given.ledger, otherBody(submission));
            // Several times the 50 ms after which a held key is asked for again.
            assertThatThrownBy(() -> same.get(250, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(first).isNotDone();
            busy.rollback();
        }
        assertOneDecision(List.of(LedgerFixture.await(first), LedgerFixture.await(same)));
        assertThat(((Outcome.Accepted) LedgerFixture.await(first)).replayed()).isFalse();
        assertThat(LedgerFixture.await(different)).isInstanceOf(Outcome.KeyReused.class);
    }

    /** Until a command stands in front of a lock, with its key in hand. */
    private static void awaitWaiting() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (given.number("select count(*) from pg_locks join pg_stat_activity using (pid)"
                        + " where not granted and datname = current_database()")
                == 0) {
            assertThat(deadline - System.nanoTime()).isPositive();
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void whoWaitsForAKeyIsToldAfterTenSeconds() throws Exception {
        Submission held = asked(LedgerFixture.key(), 100);
        long begun = System.nanoTime();
        try (Connection holder = hold(held)) {
            CompletableFuture<Outcome> first = submit(given.ledger, held);
            CompletableFuture<Outcome> same = submit(given.ledger, held);
            CompletableFuture<Outcome> different = submit(given.ledger, otherBody(held));
            for (CompletableFuture<Outcome> one : List.of(first, same, different)) {
                assertThat(one.get(16, TimeUnit.SECONDS)).isInstanceOf(Outcome.KeyBusy.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(16));
            holder.rollback();
        }
        assertThat(submit(given.ledger, held).get(10, TimeUnit.SECONDS)).isInstanceOf(Outcome.Accepted.class);
    }
}

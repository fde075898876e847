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
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections that break around a commit, backends that are killed, and commands that fail among others. */
@Timeout(120)
class FaultsDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    /** A face that the test's own trigger refuses. */
    private static final long SPOILT = 66_666;

    private static LedgerFixture given;
    private static Broken connections;
    private static GroupCommit ledger;
    private static Principal agent;
    private static int people;

    @BeforeAll
    static void start() throws SQLException {
        given = new LedgerFixture(DATABASE).withPolicy();
        given.limits("SUPERVISOR", null, null, null);
        agent = given.agent("agent", "SUPERVISOR", "EAST");
        connections = new Broken(DATABASE.app());
        ledger = given.start(connections, 1);
        owner("""
                create function spoil() returns trigger language plpgsql as
                $$ begin raise exception 'a spoilt credit'; end $$;
                create trigger spoil before insert on credit for each row when (new.face = 66666)
                  execute function spoil()
                """);
    }

    @AfterAll
    @Timeout(60)
    static void stop() throws Exception {
        ledger.drain();
        given.close();
        owner("drop trigger spoil on credit; drop function spoil()");
        try (Connection reader = DATABASE.reader()) {
            assertThat(Check.run(reader).findings()).isEmpty();
        }
    }

    private static void owner(String sql) throws SQLException {
        try (Connection owner = DATABASE.owner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Submission remedy(long cents) {
        return new Submission(agent, given.remedyFor("F-" + people++, voucher(cents)), LedgerFixture.key());
    }

    private static CompletableFuture<Outcome> submit(Submission submission) {
        return ledger.submit(submission).toCompletableFuture();
    }

    private static Entry accepted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).entry();
    }

    private static long entriesOf(Submission submission) {
        return given.number("select count(*) from idempotency_key k join journal j on j.id = k.entry where k.id = '"
                + Objects.requireNonNull(submission.key()).id() + "'");
    }

    private static long credits() {
        return given.number("select count(*) from credit");
    }

    @Test
    void aCommitWhoseAnswerIsLostIsAnsweredFromItsKey() {
        Submission submission = remedy(100);
        long before = credits();
        connections.breaks(Broken.Where.AFTER_COMMIT);
        Entry first = accepted(LedgerFixture.await(submit(submission)));
        assertThat(accepted(LedgerFixture.await(submit(submission)))).isEqualTo(first);
        assertThat(credits()).isEqualTo(before + 1);
    }

    @Test
    void aCommitThatNeverArrivedIsInDoubtAndTheSameKeyAsksAgain() {
        Submission submission = remedy(100);
        connections.breaks(Broken.Where.BEFORE_COMMIT);
        assertThat(LedgerFixture.await(submit(submission))).isInstanceOf(Outcome.Unknown.class);
        assertThat(entriesOf(submission)).isZero();
        accepted(LedgerFixture.await(submit(submission)));
        assertThat(entriesOf(submission)).isOne();
    }

    /** The batch has committed: that an old answer cannot be read for one of it must not run the others again. */
    @Test
    void aFaultBehindTheCommitRunsNothingTwice() throws SQLException {
        Submission old = remedy(100);
        Entry first = accepted(LedgerFixture.await(submit(old)));
        long before = credits();
        int remedies = 20;
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        CompletableFuture<Outcome> again;
        try (Connection busy = DATABASE.owner();
                Statement lock = busy.createStatement()) {
            // The lane waits for the agent, so that all the others meet in its next batch.
            busy.setAutoCommit(false);
            lock.execute("select 1 from agent_head for update");
            answers.add(submit(remedy(100)));
            connections.breaks(Broken.Where.BEHIND_COMMIT);
            for (int i = 1; i < remedies; i++) {
                answers.add(submit(new Submission(agent, remedy(100).command(), null)));
            }
            again = submit(old);
            busy.rollback();
        }
        assertThat(accepted(LedgerFixture.await(again))).isEqualTo(first);
        answers.forEach(LedgerFixture::await);
        assertThat(credits()).isEqualTo(before + remedies);
    }

    @Test
    void oneBadCommandHurtsNoneOfItsNeighbours() {
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            answers.add(submit(remedy(i % 20 == 10 ? SPOILT : 100)));
        }
        for (int i = 0; i < answers.size(); i++) {
            CompletableFuture<Outcome> answer = answers.get(i);
            if (i % 20 == 10) {
                assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS)).hasMessageContaining("a spoilt credit");
            } else {
                accepted(LedgerFixture.await(answer));
            }
        }
    }

    /** Whatever an operator kills: each remedy is given once, and its key tells the one answer. */
    @Test
    void killedBackendsLoseNothingAndDoubleNothing() throws Exception {
        List<Submission> submissions = new ArrayList<>();
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        long before = credits();
        try (Connection superuser = DATABASE.superuser();
                Statement kill = superuser.createStatement()) {
            for (int round = 0; round < 30; round++) {
                for (int i = 0; i < 40; i++) {
                    Submission submission = remedy(100);
                    submissions.add(submission);
                    answers.add(given.ledger.submit(submission).toCompletableFuture());
                }
                kill.execute("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = current_database() and usename = 'makegood_app' and state <> 'idle'
                        """);
            }
        }
        for (int i = 0; i < submissions.size(); i++) {
            Outcome first = answers.get(i)
                    .handle((outcome, fault) -> outcome == null ? new Outcome.Unknown() : outcome)
                    .get(60, TimeUnit.SECONDS);
            assertThat(first).isInstanceOfAny(Outcome.Accepted.class, Outcome.Unknown.class);
            Entry entry = asked(submissions.get(i));
            if (first instanceof Outcome.Accepted accepted) {
                assertThat(entry).isEqualTo(accepted.entry());
            }
        }
        assertThat(credits()).isEqualTo(before + submissions.size());
    }

    /** Asks with the same key until there is an answer; a killed connection in the pool may cost a try. */
    private static Entry asked(Submission submission) throws Exception {
        Outcome last = new Outcome.Unknown();
        for (int ask = 0; ask < 10 && !(last instanceof Outcome.Accepted); ask++) {
            last = given.ledger
                    .submit(submission)
                    .toCompletableFuture()
                    .handle((outcome, fault) -> outcome == null ? new Outcome.Unknown() : outcome)
                    .get(30, TimeUnit.SECONDS);
        }
        return accepted(last);
    }
}

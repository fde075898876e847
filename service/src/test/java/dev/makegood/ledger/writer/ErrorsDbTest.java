package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Submission;
import dev.makegood.platform.database.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults that are no exceptions at all: what the machine or a mistake of ours throws into a lane. */
@Timeout(120)
class ErrorsDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static LedgerFixture given;
    private static Principal agent;
    private static int people;

    @BeforeAll
    static void start() {
        given = new LedgerFixture(DATABASE).withPolicy();
        agent = given.agent("agent", "SUPERVISOR", "EAST");
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static Submission remedy() {
        return new Submission(agent, given.remedyFor("E-" + people++, voucher(100)), LedgerFixture.key());
    }

    private static CompletableFuture<Outcome> submit(GroupCommit ledger, Submission submission) {
        return ledger.submit(submission).toCompletableFuture();
    }

    private static void accepted(CompletableFuture<Outcome> answer) {
        assertThat(LedgerFixture.await(answer)).isInstanceOf(Outcome.Accepted.class);
    }

    private static long entriesOf(Submission submission) {
        return given.number("select count(*) from idempotency_key k join journal j on j.id = k.entry where k.id = '"
                + Objects.requireNonNull(submission.key()).id() + "'");
    }

    @Test
    void aLaneOutlivesAnErrorAndLeavesNoHalfOfABatch() throws Exception {
        GroupCommit shaky = given.start(DATABASE.app(), new Shaky(), 1);
        try {
            Submission submission = remedy();
            CompletableFuture<Outcome> failed = submit(shaky, submission);
            assertThatThrownBy(() -> failed.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("the clock fell down");
            accepted(submit(shaky, submission));
            assertThat(entriesOf(submission)).isOne();
        } finally {
            shaky.drain();
        }
    }

    /**
     * A lane takes remedies, a change of a setting and a remedy at once, and commits them one after the
     * other; the change ends in an error before the first remedies have heard that they are given.
     */
    @Test
    void anErrorLeavesTheAnswersOfCommittedNeighboursAlone() throws Exception {
        Broken connections = new Broken(DATABASE.app());
        Gate gate = new Gate();
        GroupCommit ledger = given.start(connections, gate, 1);
        try {
            CompletableFuture<Outcome> before = submit(ledger, remedy());
            gate.awaitTheLane();
            CompletableFuture<Outcome> first = submit(ledger, remedy());
            Submission neighbour = remedy();
            CompletableFuture<Outcome> second = submit(ledger, neighbour);
            Submission change = new Submission(
                    LedgerFixture.ADMIN,
                    new SettingsCommand.SetCostCentre("WEST", LedgerFixture.ZONE),
                    LedgerFixture.key());
            connections.breaks(Broken.Where.WITH_AN_ERROR);
            CompletableFuture<Outcome> failed = submit(ledger, change);
            CompletableFuture<Outcome> behind = submit(ledger, remedy());
            // Who is told first keeps the second waiting for its answer until the error is there.
            CompletableFuture<Void> told = first.thenRun(() -> failed.exceptionally(fault -> new Outcome.Unknown())
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join());
            gate.open();

            assertThatThrownBy(() -> failed.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("the driver fell down");
            told.get(30, TimeUnit.SECONDS);
            accepted(before);
            accepted(first);
            accepted(second);
            accepted(behind);
            assertThat(entriesOf(neighbour)).isOne();
            assertThat(entriesOf(change)).isZero();
            assertThat(given.number("select count(*) from cost_centre where code = 'WEST'"))
                    .isZero();
            accepted(submit(ledger, change));
        } finally {
            gate.open();
            ledger.drain();
        }
    }

    /** A clock that fails once: at its third look the batch already holds its locks. */
    private static final class Shaky implements InstantSource {
        private int looks;

        @Override
        public synchronized Instant instant() {
            looks++;
            if (looks == 3) {
                throw new AssertionError("the clock fell down");
            }
            return given.clock.instant();
        }
    }

    /** A clock at which a lane stands still, so that whatever is submitted then meets in its next batch. */
    private static final class Gate implements InstantSource {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        void awaitTheLane() throws InterruptedException {
            assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
        }

        void open() {
            opened.countDown();
        }

        @Override
        public Instant instant() {
            reached.countDown();
            try {
                assertThat(opened.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return given.clock.instant();
        }
    }
}

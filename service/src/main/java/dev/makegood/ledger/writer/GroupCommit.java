package dev.makegood.ledger.writer;

import com.codahale.metrics.MetricRegistry;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Submission;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as lanes of group commits. Correctness rests on the database's locks alone: any number
 * of lanes and instances may work on one database. A command's lane is chosen by its agent, else by
 * its customer, so that what would wait for each other meets in one batch.
 */
public final class GroupCommit implements Ledger {

    /** How long a second request waits for the first with the same key. */
    private static final Duration KEY_WAIT = Duration.ofSeconds(10);

    /** How often a command whose key is held by another instance asks again. */
    private static final Duration KEY_RETRY = Duration.ofMillis(50);

    private final DataSource database;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<UUID, Pending> running = new ConcurrentHashMap<>();
    private final ExecutorService answers = Executors.newFixedThreadPool(2, daemon("ledger-answer"));
    private final WriterMetrics metrics;
    private final Outbox outbox;
    private volatile boolean closed;

    /** Starts the lanes; the database must be migrated. */
    public GroupCommit(
            DataSource database,
            InstantSource clock,
            SecureRandom random,
            Hashes hashes,
            int laneCount,
            MetricRegistry registry) {
        this.database = database;
        this.metrics = new WriterMetrics(registry, () -> depth());
        SettingsCache settings = new SettingsCache();
        Turn turn = new Turn();
        int epoch = openEpoch();
        this.outbox = new Outbox(database);
        Ids ids = new Ids(random);
        for (int i = 0; i < laneCount; i++) {
            CustomerKeys keys = new CustomerKeys(ids, clock);
            Codes codes = new Codes(hashes.codes(), random);
            Lane lane = new Lane(
                    this,
                    new LaneParts(clock, ids, new ClaimNumbers(), keys, hashes.texts(), codes, settings, turn, epoch));
            lanes.add(lane);
            Thread thread = new Thread(lane, "ledger-lane-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    private int openEpoch() {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("select open_epoch()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger cannot start on this database", e);
        }
    }

    @Override
    public CompletionStage<Outcome> submit(Submission submission) {
        Pending pending = new Pending(submission, new CompletableFuture<>(), System.nanoTime());
        Submission.Key key = submission.key();
        if (key != null) {
            Pending first = running.putIfAbsent(key.id(), pending);
            if (first != null) {
                return follow(first, pending);
            }
        }
        enqueue(pending);
        return pending.future();
    }

    /** A second request with a key that is still running gets the first one's answer. */
    private CompletionStage<Outcome> follow(Pending first, Pending second) {
        CompletableFuture<Outcome> answer = first.future()
                .copy()
                .orTimeout(KEY_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(GroupCommit::busy);
        return fingerprint(first.submission()).equals(fingerprint(second.submission()))
                ? answer.thenApply(GroupCommit::again)
                : answer.thenCompose(outcome -> outcome instanceof Outcome.KeyBusy
                        ? CompletableFuture.completedFuture(outcome)
                        : submit(second.submission()));
    }

    /** Only who waited too long is told so; the first one's fault is the second one's too. */
    private static Outcome busy(Throwable fault) {
        if (fault instanceof TimeoutException) {
            return new Outcome.KeyBusy();
        }
        throw fault instanceof CompletionException known ? known : new CompletionException(fault);
    }

    private static UUID fingerprint(Submission submission) {
        return Objects.requireNonNull(submission.key()).fingerprint();
    }

    private static Outcome again(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            return new Outcome.Accepted(accepted.entry(), true, accepted.found(), Map.of());
        }
        return outcome instanceof Outcome.Refused refused ? new Outcome.Refused(refused.entry(), true) : outcome;
    }

    private void enqueue(Pending pending) {
        if (closed || !lane(pending.submission()).offer(pending)) {
            finish(pending, new Outcome.QueueFull());
        }
    }

    private Lane lane(Submission submission) {
        Role role = submission.actor().role();
        Object by =
                role == Role.AGENT || role == Role.SYSTEM ? submission.actor().id() : about(submission.command());
        return lanes.get(Math.floorMod((Objects.hashCode(by) * 0x9E3779B9) >>> 8, lanes.size()));
    }

    private static Object about(Command command) {
        if (command instanceof Command.Redeem redeem && redeem.customer() != null) {
            return redeem.customer();
        }
        return command instanceof Command.Touch touch ? touch.customer() : command;
    }

    /** Waits outside the lanes while another instance runs a command with the same key. */
    void wait(Pending pending) {
        if (System.nanoTime() - pending.since() > KEY_WAIT.toNanos()) {
            finish(pending, new Outcome.KeyBusy());
        } else {
            CompletableFuture.delayedExecutor(KEY_RETRY.toMillis(), TimeUnit.MILLISECONDS, answers)
                    .execute(() -> enqueue(pending));
        }
    }

    /** Answers away from the lane, whose time belongs to the next batch. */
    void answer(List<Pending> batch, @Nullable Outcome[] outcomes) {
        List<Pending> done = List.copyOf(batch);
        answers.execute(() -> {
            for (int i = 0; i < outcomes.length; i++) {
                Outcome outcome = outcomes[i];
                finish(done.get(i), outcome == null ? new Outcome.Unknown() : outcome);
            }
        });
    }

    void fail(List<Pending> batch, Throwable fault) {
        List.copyOf(batch).forEach(pending -> {
            forget(pending);
            pending.future().completeExceptionally(fault);
        });
    }

    private void finish(Pending pending, Outcome outcome) {
        metrics.answered(outcome);
        forget(pending);
        pending.future().complete(outcome);
    }

    /** From here on the journal answers for the key. */
    private void forget(Pending pending) {
        Submission.Key key = pending.submission().key();
        if (key != null) {
            running.remove(key.id(), pending);
        }
    }

    Connection connect() throws SQLException {
        return database.getConnection();
    }

    WriterMetrics metrics() {
        return metrics;
    }

    /** How many commands wait in front of the lanes. */
    public int depth() {
        return lanes.stream().mapToInt(Lane::waiting).sum();
    }

    /** How many commands may wait; beyond it the answer is {@code queue_full}. */
    public int capacity() {
        return lanes.size() * Lane.QUEUE;
    }

    static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Takes no more commands, completes the accepted ones, and lets the lanes go. */
    public void drain() throws InterruptedException {
        closed = true;
        while (!running.isEmpty() || lanes.stream().anyMatch(lane -> !lane.idle())) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        lanes.forEach(Lane::stop);
        outbox.stop();
        for (Thread thread : threads) {
            thread.join();
        }
        answers.shutdown();
        answers.awaitTermination(5, TimeUnit.SECONDS);
    }
}

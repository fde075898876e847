package dev.makegood.ledger.writer;

import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Submission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread with a connection of its own that commits what waits for it, as much as there is up to a
 * bound: alone, a command commits at once; under load, groups form, and a small one waits for its {@link Turn}.
 */
final class Lane implements Runnable {

    static final int MAX_BATCH = 256;
    static final int QUEUE = 4096;
    private static final int TRIES = 3;
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(QUEUE);
    private final GroupCommit ledger;
    private final LaneParts parts;
    private @Nullable Connection connection;
    private volatile boolean busy;
    private volatile boolean stopping;

    Lane(GroupCommit ledger, LaneParts parts) {
        this.ledger = ledger;
        this.parts = parts;
    }

    boolean offer(Pending pending) {
        return queue.offer(pending);
    }

    int waiting() {
        return queue.size();
    }

    /** Has everything that was accepted been answered? */
    boolean idle() {
        return queue.isEmpty() && !busy;
    }

    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        List<Pending> batch = new ArrayList<>(MAX_BATCH);
        while (!stopping) {
            try {
                Pending first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    busy = true;
                    batch.add(first);
                    parts.turn().take(() -> queue.size() + 1);
                    queue.drainTo(batch, MAX_BATCH - 1);
                    ledger.metrics().batch(batch.size());
                    try {
                        commit(batch);
                    } finally {
                        parts.turn().give();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopping = true;
            } finally {
                batch.clear();
                busy = false;
            }
        }
        close();
    }

    /** Changes of the settings hold everybody up, so each is a batch of its own. */
    private void commit(List<Pending> batch) {
        List<Pending> together = new ArrayList<>(batch.size());
        for (Pending pending : batch) {
            if (pending.submission().command() instanceof SettingsCommand) {
                group(together);
                together = new ArrayList<>();
                group(List.of(pending));
            } else {
                together.add(pending);
            }
        }
        group(together);
    }

    private void group(List<Pending> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            attempt(batch);
        } catch (InDoubtException e) {
            resolve(batch, e);
        } catch (SQLException | RuntimeException e) {
            rollback(e);
            if (batch.size() == 1) {
                again(batch.get(0), e);
            } else {
                // One bad command, or one foreign key that is held elsewhere, must not hurt its neighbours.
                batch.forEach(pending -> group(List.of(pending)));
            }
        } catch (Error e) {
            // Whatever it was, the lane lives on, and what it had begun is not committed by the next batch.
            LOG.error("a batch failed outside of the database", e);
            close();
            ledger.fail(batch, e);
        }
    }

    private void attempt(List<Pending> batch) throws SQLException {
        long start = System.nanoTime();
        List<Submission> submissions = batch.stream().map(Pending::submission).toList();
        @Nullable Outcome[] outcomes = new Batch(connection(), parts, submissions).commit();
        ledger.metrics().committed(System.nanoTime() - start);
        ledger.answer(batch, outcomes);
    }

    private void again(Pending pending, Exception cause) {
        if (Faults.keyHeldElsewhere(cause)) {
            ledger.wait(pending);
            return;
        }
        Exception last = cause;
        for (int i = 1; i < TRIES && Faults.passing(last); i++) {
            try {
                attempt(List.of(pending));
                return;
            } catch (InDoubtException e) {
                resolve(List.of(pending), e);
                return;
            } catch (SQLException | RuntimeException e) {
                rollback(e);
                last = e;
            }
        }
        if (Faults.keyHeldElsewhere(last)) {
            ledger.wait(pending);
        } else {
            LOG.warn("a command failed", last);
            ledger.fail(List.of(pending), last);
        }
    }

    /**
     * The word of the server is missing. A bound key says that the commit happened; without one the
     * client must ask again with the same key, since the transaction may still be on its way.
     */
    private void resolve(List<Pending> batch, InDoubtException doubt) {
        LOG.warn("a commit is in doubt; reading its keys again", doubt);
        close();
        @Nullable Outcome[] outcomes = new Outcome[batch.size()];
        try {
            List<Submission> submissions =
                    batch.stream().map(Pending::submission).toList();
            outcomes = new Batch(connection(), parts, submissions).bound();
        } catch (SQLException e) {
            LOG.warn("the keys could not be read either", e);
            rollback(e);
        }
        ledger.answer(batch, outcomes);
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null || open.isClosed()) {
            open = ledger.connect();
            connection = open;
            ArrayColumn.allow(open.unwrap(BaseConnection.class));
        }
        // The pool's proxies cost a reflective call for each column; a lane keeps its connection anyway.
        return open.unwrap(BaseConnection.class);
    }

    private void rollback(Exception cause) {
        Connection open = connection;
        try {
            if (open != null && !open.isClosed() && !Faults.connection(cause)) {
                if (!open.getAutoCommit()) {
                    open.rollback();
                }
                return;
            }
        } catch (SQLException e) {
            LOG.debug("rollback failed; the connection is given up", e);
        }
        close();
    }

    private void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try (open) {
                if (!open.isClosed() && !open.getAutoCommit()) {
                    open.rollback();
                }
            } catch (SQLException e) {
                LOG.debug("closing a connection failed", e);
            }
        }
    }
}

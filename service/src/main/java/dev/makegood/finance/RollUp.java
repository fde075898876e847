package dev.makegood.finance;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds postings into the sums of the accounts that have no head, in the journal's order and never ahead of a running
 * transaction, so that a read adds up only what came since. However many instances run, one folds at a time.
 */
public final class RollUp implements Managed {
    /** So many entries at most are folded in one transaction, so that it stays short. */
    static final int BATCH = 5_000;

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(RollUp.class);

    private final Jdbi jdbi;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "roll-up");
        thread.setDaemon(true);
        return thread;
    });

    /** The login must be allowed to write the roll-up. */
    public RollUp(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void start() {
        // Nobody waits for it: what fails in it tells so itself.
        var unused = clock.scheduleWithFixedDelay(this::run, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws InterruptedException {
        clock.shutdownNow();
        if (!clock.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("The roll-up did not stop in time.");
        }
    }

    /** Folds what there is. A failure is told and tried again later: until then reads only have more to add up. */
    private void run() {
        try {
            while (fold() == BATCH && !Thread.currentThread().isInterrupted()) {
                LOG.debug("The roll-up goes on.");
            }
        } catch (RuntimeException e) {
            LOG.warn("The roll-up failed.", e);
        }
    }

    /** Folds one batch and answers how many entries it was; none when another instance is at it. */
    int fold() {
        return jdbi.inTransaction(handle -> {
            RollUpSql sql = handle.attach(RollUpSql.class);
            return sql.alone() ? sql.fold(BATCH) : 0;
        });
    }
}

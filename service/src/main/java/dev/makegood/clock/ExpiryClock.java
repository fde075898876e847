package dev.makegood.clock;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import dev.makegood.clock.ClockSql.DueRow;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts what has fallen due, in rounds: it touches each customer's unit whose date has passed, through the ledger like
 * everybody. It may stop anywhere, since a round only looks at what is still due. One instance at a time does it, by a
 * lease that ends by itself; two at once would only find each other's work done.
 */
public final class ExpiryClock implements Managed {
    /** So many customers are read at once. */
    static final int PAGE = 1000;

    /** So many touches wait or run at once: enough to fill a batch of each of two lanes, and what another command waits behind. */
    static final int IN_FLIGHT = 256;

    /** While more commands of others than these wait, the clock lets them go first. */
    private static final int OTHERS = 16;

    /** It lets others go first for so long and no longer: a ledger that is always busy is also late otherwise. */
    private static final Duration PATIENCE = Duration.ofMillis(20);

    /** How long the lease outlasts a rest, so that another instance takes over from one that died. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private static final Duration RENEW = LEASE.dividedBy(4);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final String NAME = "expiry";
    private static final Principal ITSELF =
            new Principal(PrincipalId.LEDGER, Role.LEDGER, new Principal.Scope.Everyone());
    private static final DueRow START = new DueRow(Instant.EPOCH, new CustomerId(new UUID(0, 0)), Unit.MILES);
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryClock.class);

    private final Jdbi jdbi;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Instance instance;
    private final Meter touched;
    private final Meter failed;
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private volatile @Nullable Instant oldest;
    private volatile boolean held;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "expiry-clock");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * What one instance of the service goes by.
     *
     * @param id the name under which it holds the lease
     * @param interval from the end of a round to the start of the next
     * @param waiting how many commands wait in front of its ledger, whoever gave them
     */
    public record Instance(UUID id, Duration interval, IntSupplier waiting) {}

    /** The login must be allowed to hold the lease. */
    public ExpiryClock(Jdbi jdbi, Ledger ledger, InstantSource clock, MetricRegistry metrics, Instance instance) {
        this.jdbi = jdbi;
        this.ledger = ledger;
        this.clock = clock;
        this.instance = instance;
        this.touched = metrics.meter("clock.touched");
        this.failed = metrics.meter("clock.failed");
        Gauge<Long> behind = this::behind;
        metrics.gauge("clock.behind.seconds", () -> behind);
    }

    /** How long ago fell due what this round came to last; nothing when it found nothing, or is another instance's. */
    private long behind() {
        Instant date = oldest;
        return date == null
                ? 0
                : Math.max(0, Duration.between(date, clock.instant()).toSeconds());
    }

    @Override
    public void start() {
        long millis = instance.interval().toMillis();
        // Nobody waits for it: what fails in it tells so itself.
        var unused = rounds.scheduleWithFixedDelay(this::tick, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Stops between two customers, waits for what the ledger has accepted, and lets another instance go on. */
    @Override
    public void stop() throws InterruptedException {
        rounds.shutdownNow();
        if (!rounds.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("The expiry clock did not stop in time.");
        }
        if (held) {
            jdbi.useExtension(ClockSql.class, sql -> sql.release(NAME, instance.id()));
        }
    }

    private void tick() {
        try {
            if (lease()) {
                round();
            } else {
                oldest = null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("A round of the expiry clock failed; the next one begins anew.", e);
        }
    }

    /** Takes the lease or prolongs it; no while another instance holds it. */
    boolean lease() {
        long millis = instance.interval().plus(LEASE).toMillis();
        held = jdbi.withExtension(ClockSql.class, sql -> sql.take(NAME, instance.id(), millis))
                .isPresent();
        return held;
    }

    /** Touches all that is due now and answers how many customers' units it was. */
    int round() throws InterruptedException {
        Instant now = clock.instant();
        long renewed = System.nanoTime();
        int count = 0;
        DueRow last = START;
        List<DueRow> page;
        do {
            DueRow after = last;
            page = jdbi.withExtension(ClockSql.class, sql -> sql.due(now, after, PAGE));
            for (DueRow due : page) {
                oldest = due.nextDue();
                touch(due);
                last = due;
            }
            count += page.size();
            if (System.nanoTime() - renewed > RENEW.toNanos()) {
                renewed = System.nanoTime();
                if (!lease()) {
                    LOG.info("Another instance took over the expiry clock.");
                    break;
                }
            }
        } while (page.size() == PAGE);
        room.acquire(IN_FLIGHT);
        room.release(IN_FLIGHT);
        oldest = null;
        return count;
    }

    private void touch(DueRow due) throws InterruptedException {
        letOthersGoFirst();
        room.acquire();
        Submission submission = new Submission(ITSELF, new Command.Touch(due.owner(), Set.of(due.unit())), null);
        // The round waits for the room that each gives back.
        var unused = ledger.submit(submission).whenComplete((outcome, fault) -> {
            room.release();
            (outcome instanceof Outcome.Unchanged ? touched : failed).mark();
        });
    }

    private void letOthersGoFirst() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (instance.waiting().getAsInt() - (IN_FLIGHT - room.availablePermits()) > OTHERS
                && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}

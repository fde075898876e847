package dev.makegood.code;

import dev.makegood.platform.identity.Caller;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts codes that were not accepted, for each client and for each address that it comes from, in the database, so
 * that all instances count together. Only failures count: a busy till is never in its own way.
 */
public final class FailedCodes implements Managed {

    /** How long a failed try counts. */
    static final Duration WINDOW = Duration.ofMinutes(15);

    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(FailedCodes.class);

    private final FailedCodeSql reads;
    private final FailedCodeSql writes;
    private final BiFunction<String, String, UUID> hash;
    private final int most;
    private final InstantSource clock;
    private final ScheduledExecutorService beside = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "failed-codes");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Starts to forget old tries once an hour.
     *
     * @param hash a keyed hash of a kind of subject and its name: neither client nor address is kept in plain
     * @param most how many tries may fail in fifteen minutes
     */
    public FailedCodes(Jdbi reads, Jdbi writes, BiFunction<String, String, UUID> hash, int most, InstantSource clock) {
        this.reads = reads.onDemand(FailedCodeSql.class);
        this.writes = writes.onDemand(FailedCodeSql.class);
        this.hash = hash;
        this.most = most;
        this.clock = clock;
        // Nobody waits for it: what fails in it tells so itself.
        var unused = beside.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
    }

    /** Who tries, as it is counted. */
    public final class Tries {
        private final UUID[] subjects;

        private Tries(Caller caller, String address) {
            this.subjects = Stream.of(hash.apply("client", caller.id().toString()), hash.apply("address", address))
                    .sorted()
                    .toArray(UUID[]::new);
        }

        /** The one answer to a code that is not accepted, counted; to who had failed often enough before, another. */
        ProblemException failed() {
            Instant now = clock.instant();
            return count(now)
                    ? enough(now, now)
                    : ProblemException.of(ProblemCode.CODE_NOT_ACCEPTED).at("/code", "is not accepted");
        }

        /** Counts a code that was not accepted, on a thread of its own. */
        public void failedBeside() {
            beside.execute(() -> {
                try {
                    count(clock.instant());
                } catch (RuntimeException e) {
                    LOG.warn("A failed code was not counted", e);
                }
            });
        }

        private boolean count(Instant now) {
            return writes.add(subjects, most, now, now.minus(WINDOW)).contains(true);
        }
    }

    /**
     * Lets who has not failed too often try.
     *
     * @throws ProblemException {@code too_many_failed_codes} with the time after which a try is let in again
     */
    public Tries admit(Caller caller, String address) {
        Tries tries = new Tries(caller, network(address));
        Instant now = clock.instant();
        Instant oldest = reads.full(tries.subjects, most, now.minus(WINDOW));
        if (oldest != null) {
            throw enough(now, oldest);
        }
        return tries;
    }

    /** Whoever has one IPv6 address has a whole network of them. */
    static String network(String address) {
        int colons = 0;
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) == ':' && ++colons == 4) {
                return address.substring(0, i);
            }
        }
        return address;
    }

    private ProblemException enough(Instant now, Instant oldest) {
        long seconds = Duration.between(now, oldest.plus(WINDOW)).toSeconds() + 1;
        return ProblemException.of(
                        ProblemCode.TOO_MANY_FAILED_CODES,
                        most + " codes were not accepted within " + WINDOW.toMinutes() + " minutes.")
                .retryAfter(Math.max(1, seconds));
    }

    void forget() {
        try {
            writes.forget(clock.instant().minus(KEPT));
        } catch (RuntimeException e) {
            LOG.warn("Old tries of codes were not forgotten; they will be in an hour", e);
        }
    }

    @Override
    public void stop() throws InterruptedException {
        beside.shutdown();
        if (!beside.awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("Tries of codes are still being counted");
        }
    }
}

package dev.makegood.platform.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys. They are read at first need, again in the background when they are old, and
 * at once when a token names a key that is not among them, but that at most once in
 * {@link #BETWEEN_UNKNOWN}, so that a flood of made-up names costs nothing. What was read stays good for
 * as long as the issuer cannot be reached.
 */
public final class KeySet {

    /** At most one reading in this time on behalf of unknown key names. */
    static final Duration BETWEEN_UNKNOWN = Duration.ofSeconds(30);

    /** Older keys are read again in the background. */
    static final Duration FRESH = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(KeySet.class);

    /** Where keys come from: an address, a file, or the development issuer in the same process. */
    @FunctionalInterface
    public interface Origin {
        JWKSet read() throws IOException;
    }

    private final Origin origin;
    private final InstantSource clock;
    private final Executor background;
    private final ReentrantLock reading = new ReentrantLock();

    private final AtomicBoolean renewing = new AtomicBoolean();

    private volatile @Nullable JWKSet keys;
    private volatile Instant tried = Instant.MIN;

    public KeySet(Origin origin, InstantSource clock, Executor background) {
        this.origin = origin;
        this.clock = clock;
        this.background = background;
    }

    /** The keys that fit; empty when none does even after a new reading, or when no reading has worked yet. */
    List<JWK> select(JWKSelector selector) {
        JWKSet known = keys;
        if (known == null) {
            readUnlessTriedSince(clock.instant().minus(Duration.ofSeconds(1)));
            known = keys;
            return known == null ? List.of() : selector.select(known);
        }
        List<JWK> found = selector.select(known);
        Instant now = clock.instant();
        if (found.isEmpty()) {
            readUnlessTriedSince(now.minus(BETWEEN_UNKNOWN));
            JWKSet again = keys;
            return again == null ? List.of() : selector.select(again);
        }
        if (tried.isBefore(now.minus(FRESH)) && renewing.compareAndSet(false, true)) {
            background.execute(() -> {
                readUnlessTriedSince(now.minus(FRESH));
                renewing.set(false);
            });
        }
        return found;
    }

    /** Whether any reading has worked: without keys nobody can be let in. */
    boolean isKnown() {
        return keys != null;
    }

    private void readUnlessTriedSince(Instant since) {
        reading.lock();
        try {
            if (tried.isAfter(since)) {
                return;
            }
            tried = clock.instant();
            keys = origin.read();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The issuer's keys could not be read; those known stay in use: {}", e.toString());
        } finally {
            reading.unlock();
        }
    }
}

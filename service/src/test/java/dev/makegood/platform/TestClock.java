package dev.makegood.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Real time, which a test may turn forward. It never goes back, as the ledger's time does not. */
public final class TestClock implements InstantSource {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(ahead.get());
    }

    public void turn(Duration forward) {
        if (forward.isNegative()) {
            throw new IllegalArgumentException("time goes forward only");
        }
        ahead.updateAndGet(forward::plus);
    }
}

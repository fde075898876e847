package dev.makegood.demo;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The demo's time. It stands still until it is turned, turns only forward and only while nothing is
 * in flight, and from {@link #live} on it is real time for good.
 */
public final class DemoClock implements InstantSource {

    private final InstantSource real;
    private volatile @Nullable Instant at;

    public DemoClock(InstantSource real, Instant start) {
        this.real = real;
        this.at = start;
    }

    @Override
    public Instant instant() {
        Instant turned = at;
        return turned == null ? real.instant() : turned;
    }

    /** Turns to a time; one that has passed is not turned back to, and changes nothing. */
    void turnTo(Instant time, int inFlight) {
        Instant turned = at;
        if (turned == null) {
            throw new IllegalStateException("the clock already runs in real time");
        }
        if (inFlight > 0) {
            throw new IllegalStateException("the clock turns only while nothing is in flight");
        }
        if (time.isAfter(turned)) {
            at = time;
        }
    }

    /** From now on real time. Refused while the demo is ahead of it, since time never runs backwards. */
    void live(int inFlight) {
        Instant turned = at;
        if (inFlight > 0) {
            throw new IllegalStateException("the clock turns only while nothing is in flight");
        }
        if (turned != null && turned.isAfter(real.instant())) {
            throw new IllegalStateException("the demo's clock is ahead of real time");
        }
        at = null;
    }
}

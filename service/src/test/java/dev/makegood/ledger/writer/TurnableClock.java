package dev.makegood.ledger.writer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that tests turn. */
public final class TurnableClock implements InstantSource {

    private volatile Instant now;

    public TurnableClock(Instant start) {
        now = start;
    }

    public synchronized void turn(Duration by) {
        now = now.plus(by);
    }

    public synchronized void set(Instant to) {
        now = to;
    }

    @Override
    public Instant instant() {
        return now;
    }
}

package dev.makegood.ledger.writer;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Whose turn it is to commit. A batch of a few costs nearly what a batch of many costs, so a lane that
 * has only a few lets the one that commits now end first, and what comes meanwhile joins them. Alone, or
 * with enough, it goes at once.
 */
final class Turn {

    /** So many are worth a commit beside another. */
    static final int ENOUGH = 8;

    static final long PATIENCE_NANOS = 2_000_000;
    private static final long LOOK_NANOS = 100_000;

    private final AtomicInteger committing = new AtomicInteger();

    void take(IntSupplier waiting) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (committing.get() > 0 && waiting.getAsInt() < ENOUGH && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        committing.incrementAndGet();
    }

    void give() {
        committing.decrementAndGet();
    }
}

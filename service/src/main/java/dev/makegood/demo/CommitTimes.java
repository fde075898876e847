package dev.makegood.demo;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long commands took from being submitted until they were durable, in buckets that are two per
 * cent wide: from a microsecond to minutes in a kilobyte or so, however many there are.
 */
final class CommitTimes {

    private static final double WIDTH = Math.log(1.02);
    private static final int BUCKETS = 1024;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    void add(long nanos) {
        double micros = Math.max(1, nanos / 1_000.0);
        counts.incrementAndGet((int) Math.min(BUCKETS - 1, Math.log(micros) / WIDTH));
    }

    /** The time within which this part of all commands was durable. */
    Duration percentile(double part) {
        long all = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            all += counts.get(bucket);
        }
        long rank = (long) Math.ceil(all * part);
        long seen = 0;
        int bucket = 0;
        while (bucket < BUCKETS && seen < rank) {
            seen += counts.get(bucket++);
        }
        return Duration.ofNanos((long) (Math.exp(bucket * WIDTH) * 1_000));
    }
}

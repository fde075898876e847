package dev.makegood.problem;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Names the trace of each request. A trace id is no secret, so two numbers drawn at start and a counter,
 * well mixed, are enough to make it unique, and cost next to nothing.
 */
public final class TraceIds {

    private static final String HEX = "0123456789abcdef";
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long instance;
    private final AtomicLong counter;

    public TraceIds(RandomGenerator random) {
        this.instance = random.nextLong();
        this.counter = new AtomicLong(random.nextLong());
    }

    /** The trace that a {@code traceparent} header names, else a new one. */
    public TraceId of(@Nullable String parent) {
        TraceId named = TraceId.of(parent);
        return named == null ? next() : named;
    }

    TraceId next() {
        long count = counter.getAndAdd(GOLDEN_GAMMA);
        char[] digits = new char[32];
        fill(digits, 0, mix(instance ^ count));
        // Neither half may be zero: the second also serves as the span.
        fill(digits, 16, mix(count) | 1);
        return new TraceId(new String(digits));
    }

    /** The finisher of SplitMix64 (Steele, Lea and Flood, 2014), which spreads a counter over all bits. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private static void fill(char[] digits, int from, long bits) {
        long rest = bits;
        for (int i = from; i < from + 16; i++) {
            digits[i] = HEX.charAt((int) (rest >>> 60));
            rest <<= 4;
        }
    }
}

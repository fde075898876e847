import java.util.concurrent.atomic.AtomicLongArray;

/** Latencies in buckets that are 1/16 of their power of two wide: three per cent at worst. */
final class Latencies {

    private static final int PARTS = 16;
    private final AtomicLongArray buckets = new AtomicLongArray(64 * PARTS);

    void add(long nanos) {
        buckets.incrementAndGet(bucket(Math.max(nanos, PARTS)));
    }

    private static int bucket(long nanos) {
        int power = 63 - Long.numberOfLeadingZeros(nanos);
        return power * PARTS + (int) ((nanos >> (power - 4)) & (PARTS - 1));
    }

    long count() {
        long sum = 0;
        for (int i = 0; i < buckets.length(); i++) {
            sum += buckets.get(i);
        }
        return sum;
    }

    /** In milliseconds. */
    double percentile(double percent) {
        long rank = (long) Math.ceil(count() * percent / 100);
        long seen = 0;
        for (int i = 0; i < buckets.length(); i++) {
            seen += buckets.get(i);
            if (seen >= rank && seen > 0) {
                int power = i / PARTS;
                return ((1L << power) + ((long) (i % PARTS + 1) << (power - 4))) / 1e6;
            }
        }
        return 0;
    }
}

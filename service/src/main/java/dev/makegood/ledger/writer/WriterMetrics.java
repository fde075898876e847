package dev.makegood.ledger.writer;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Outcome;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What an operator watches of the write path: queue depth, batch size, commit time, outcomes by code. */
final class WriterMetrics {

    private final MetricRegistry registry;
    private final Histogram batchSize;
    private final Timer commit;
    private final Map<String, Meter> outcomes = new ConcurrentHashMap<>();

    WriterMetrics(MetricRegistry registry, Gauge<Integer> waiting) {
        this.registry = registry;
        this.batchSize = registry.histogram("ledger.batch.size");
        this.commit = registry.timer("ledger.commit");
        registry.gauge("ledger.queue.depth", () -> waiting);
    }

    void batch(int size) {
        batchSize.update(size);
    }

    void committed(long nanos) {
        commit.update(nanos, TimeUnit.NANOSECONDS);
    }

    void answered(Outcome outcome) {
        outcomes.computeIfAbsent(code(outcome), code -> registry.meter("ledger.outcome." + code))
                .mark();
    }

    private static String code(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            return accepted.replayed() ? "replayed" : Entry.ACCEPTED;
        } else if (outcome instanceof Outcome.Refused refused) {
            return refused.replayed() ? "replayed" : refused.entry().outcome();
        }
        return outcome.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }
}

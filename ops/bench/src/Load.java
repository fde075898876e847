import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Two ways to load something that answers with a stage: closed (so many clients, each asks again when
 * it is answered) and open (so many requests a second, whatever the answers do; latency counts from
 * when a request was due, so a stall is not hidden by the requests that it held back).
 */
final class Load {

    /** Requests a second, and their latencies. */
    record Result(double rate, Latencies latencies, long failures) {}

    private Load() {}

    static Result closed(Supplier<CompletionStage<Boolean>> request, int clients, double seconds) throws Exception {
        Latencies latencies = new Latencies();
        LongAdder failures = new LongAdder();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        CountDownLatch running = new CountDownLatch(clients);
        for (int i = 0; i < clients; i++) {
            next(request, end, latencies, failures, running);
        }
        running.await();
        double elapsed = (System.nanoTime() - start) / 1e9;
        return new Result(latencies.count() / elapsed, latencies, failures.sum());
    }

    private static void next(
            Supplier<CompletionStage<Boolean>> request,
            long end,
            Latencies latencies,
            LongAdder failures,
            CountDownLatch running) {
        long sent = System.nanoTime();
        if (sent >= end) {
            running.countDown();
            return;
        }
        request.get().whenComplete((good, fault) -> {
            latencies.add(System.nanoTime() - sent);
            if (fault != null || !good) {
                failures.increment();
            }
            next(request, end, latencies, failures, running);
        });
    }

    static Result open(Supplier<CompletionStage<Boolean>> request, double rate, double seconds) throws Exception {
        Latencies latencies = new Latencies();
        LongAdder failures = new LongAdder();
        long start = System.nanoTime();
        long total = (long) (rate * seconds);
        CountDownLatch running = new CountDownLatch((int) total);
        for (long i = 0; i < total; i++) {
            long due = start + (long) (i / rate * 1e9);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(Math.min(due - System.nanoTime(), 200_000));
            }
            request.get().whenComplete((good, fault) -> {
                latencies.add(System.nanoTime() - due);
                if (fault != null || !good) {
                    failures.increment();
                }
                running.countDown();
            });
        }
        running.await(60, TimeUnit.SECONDS);
        double elapsed = (System.nanoTime() - start) / 1e9;
        return new Result(latencies.count() / elapsed, latencies, failures.sum());
    }
}

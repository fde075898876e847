package dev.makegood.ledger.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Threads, each with a script of its own, and what is known of the answers that they got. */
final class Crowd {

    private final long patienceSeconds;
    private final List<Script> scripts = new ArrayList<>();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    Crowd(int threads, long patienceSeconds, Supplier<Script> script) {
        this.patienceSeconds = patienceSeconds;
        for (int i = 0; i < threads; i++) {
            scripts.add(script.get());
        }
    }

    /** What one of the threads does. */
    interface Part {
        void play(Script script) throws Exception;
    }

    /** Lets all play at once, and fails if anything took too long or was answered wrongly. */
    void run(Part part) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(scripts.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Script script : scripts) {
                running.add(threads.submit(() -> {
                    part.play(script);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get(patienceSeconds, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError(wrong.size() + " wrong answers: " + String.join("\n", wrong));
        }
    }

    void count(String answer) {
        answers.computeIfAbsent(answer, key -> new LongAdder()).increment();
    }

    void wrong(String what) {
        wrong.add(what);
    }

    Map<String, LongAdder> answers() {
        return answers;
    }
}

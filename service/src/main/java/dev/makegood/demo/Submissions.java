package dev.makegood.demo;

import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Submission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What the demo has submitted and not yet seen answered: a bounded number, answered in the order in
 * which they were submitted, on the thread that submits.
 */
final class Submissions {

    /** Enough for one batch to fill while another commits, and far below what the ledger's queue takes. */
    private static final int MOST_IN_FLIGHT = 256;

    private static final int TRIES = 50;
    private static final long WAIT_MILLIS = 100;

    private final Ledger ledger;
    private final CommitTimes times;
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private record Waiting(Submission submission, CompletableFuture<Outcome> answer, Consumer<Outcome> then) {}

    Submissions(Ledger ledger, CommitTimes times) {
        this.ledger = ledger;
        this.times = times;
    }

    /** Submits; may first wait for older answers. */
    void submit(Submission submission, Consumer<Outcome> then) {
        while (waiting.size() >= MOST_IN_FLIGHT) {
            answerOldest();
        }
        waiting.add(new Waiting(submission, send(submission), then));
    }

    /** Submits alone and waits for the answer. */
    Outcome ask(Submission submission) {
        drain();
        return settled(submission, send(submission).join());
    }

    /** Waits until everything has been answered. */
    void drain() {
        while (!waiting.isEmpty()) {
            answerOldest();
        }
    }

    int inFlight() {
        return waiting.size();
    }

    private void answerOldest() {
        Waiting oldest = waiting.remove();
        oldest.then.accept(settled(oldest.submission, oldest.answer.join()));
    }

    private CompletableFuture<Outcome> send(Submission submission) {
        long begin = System.nanoTime();
        CompletableFuture<Outcome> answer = ledger.submit(submission).toCompletableFuture();
        return answer.whenComplete((outcome, fault) -> times.add(System.nanoTime() - begin));
    }

    /** Asks again with the same key where the answer was only that there is none yet. */
    private Outcome settled(Submission submission, Outcome first) {
        Outcome outcome = first;
        for (int tried = 1; transientAnswer(outcome) && tried < TRIES; tried++) {
            Executor later = CompletableFuture.delayedExecutor(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            CompletableFuture.runAsync(() -> {}, later).join();
            outcome = send(submission).join();
        }
        return outcome;
    }

    private static boolean transientAnswer(Outcome outcome) {
        return outcome instanceof Outcome.QueueFull
                || outcome instanceof Outcome.KeyBusy
                || outcome instanceof Outcome.Unknown;
    }
}

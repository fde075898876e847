package dev.makegood.ledger;

import java.util.concurrent.CompletionStage;

/** The one door to the ledger: every change of value, limit or incident is a command submitted here. */
public interface Ledger {

    /**
     * Queues the command; the stage completes when its outcome is durable, or with an exception when
     * it failed for a fault of ours. It never blocks the caller.
     */
    CompletionStage<Outcome> submit(Submission submission);
}

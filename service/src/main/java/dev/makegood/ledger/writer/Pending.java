package dev.makegood.ledger.writer;

import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Submission;
import java.util.concurrent.CompletableFuture;

/** A submission on its way through a lane, and when it came ({@link System#nanoTime}). */
record Pending(Submission submission, CompletableFuture<Outcome> future, long since) {}

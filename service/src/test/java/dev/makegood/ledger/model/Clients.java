package dev.makegood.ledger.model;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.writer.LedgerFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Threads that submit commands, retry some, and hold every answer against what its door promises. */
final class Clients {

    private static final int THREADS = 8;
    private static final int IN_FLIGHT = 32;
    private static final long PATIENCE_SECONDS = 120;

    private final Ledger ledger;
    private final World world;
    private final Setup setup;
    private final Turns turns;
    private final Crowd crowd;
    private final double changes;
    private final Map<UUID, Entry> fresh = new ConcurrentHashMap<>();

    Clients(LedgerFixture given, World world, Setup setup, long seed, double changes) {
        SplittableRandom seeds = new SplittableRandom(seed);
        this.ledger = given.ledger;
        this.world = world;
        this.setup = setup;
        this.turns = new Turns(given.clock, given.clock::turn);
        this.changes = changes;
        this.crowd = new Crowd(THREADS, PATIENCE_SECONDS, () -> new Script(seeds.split(), world, given.clock));
    }

    /** Submits so many commands and waits for all answers; answers with those that were decided anew. */
    Map<UUID, Entry> run(int commands) throws Exception {
        fresh.clear();
        crowd.run(script -> submit(script, commands / THREADS));
        return fresh;
    }

    Map<String, LongAdder> answers() {
        return crowd.answers();
    }

    private void submit(Script script, int commands) throws Exception {
        Semaphore window = new Semaphore(IN_FLIGHT);
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < commands; i++) {
            if (!window.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no answer in time");
            }
            turns.maybe(script.random);
            all.add(step(script).handle((done, fault) -> {
                if (fault != null) {
                    crowd.wrong(fault.toString());
                }
                window.release();
                return done;
            }));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private CompletableFuture<?> step(Script script) {
        SplittableRandom random = script.random;
        if (random.nextDouble() < changes) {
            Command change = setup.change(random, world);
            return send(new World.Asking(new Submission(LedgerFixture.ADMIN, change, LedgerFixture.key()), null));
        }
        World.Past past = random.nextInt(16) == 0 ? world.past.pick(random) : null;
        if (past != null) {
            return random.nextInt(4) == 0 ? otherBody(past) : again(past);
        }
        World.Asking next = script.next();
        if (next.submission().key() != null && random.nextInt(50) == 0) {
            return twice(next);
        }
        return send(next);
    }

    private CompletableFuture<Outcome> ask(Submission submission) {
        return ledger.submit(submission).toCompletableFuture();
    }

    private CompletableFuture<?> send(World.Asking asking) {
        return ask(asking.submission()).thenAccept(outcome -> take(asking, outcome));
    }

    private void take(World.Asking asking, Outcome outcome) {
        Command command = asking.submission().command();
        Entry entry = entry(outcome, false);
        if (entry != null) {
            fresh.put(entry.id().value(), entry);
            crowd.count(entry.command().substring(0, entry.command().indexOf('/')) + " " + entry.outcome());
            world.learn(asking, outcome);
        } else if (outcome instanceof Outcome.Unchanged && command instanceof Command.Touch) {
            crowd.count("touched");
        } else if (outcome instanceof Outcome.NotFound
                && !world.ofOwnHold(asking.submission())
                && (command instanceof Command.LogContact
                        || command instanceof Command.ResolveIncident
                        || command instanceof Command.VoidCredit
                        || command instanceof Command.OfCredit
                        || command instanceof Command.ReissueCode
                        || command instanceof Command.Reverse
                        || command instanceof Command.Capture
                        || command instanceof Command.Release
                        || command instanceof Command.ReportDelivery)) {
            crowd.count("not found");
        } else {
            crowd.wrong(command + " was answered with " + outcome);
        }
    }

    /** The entry of an answer that was, or was not, given before. */
    private static @Nullable Entry entry(Outcome outcome, boolean replayed) {
        if (outcome instanceof Outcome.Accepted accepted && accepted.replayed() == replayed) {
            return accepted.entry();
        }
        return outcome instanceof Outcome.Refused refused && refused.replayed() == replayed ? refused.entry() : null;
    }

    /** The same key and body again, long after: the same entry, to the letter. */
    private CompletableFuture<?> again(World.Past past) {
        return ask(past.submission()).thenAccept(outcome -> {
            crowd.count("replayed");
            if (!past.entry().equals(entry(outcome, true))) {
                crowd.wrong(past.entry() + " was answered again with " + outcome);
            }
        });
    }

    private CompletableFuture<?> otherBody(World.Past past) {
        Submission first = past.submission();
        Submission.Key key =
                new Submission.Key(Objects.requireNonNull(first.key()).id(), new UUID(1, 1));
        return ask(new Submission(first.actor(), first.command(), key)).thenAccept(outcome -> {
            crowd.count("key reused");
            if (!(outcome instanceof Outcome.KeyReused)) {
                crowd.wrong("another body under the key of " + first + " was answered with " + outcome);
            }
        });
    }

    /** The same at the same time: one is decided, the other gets its answer. */
    private CompletableFuture<?> twice(World.Asking asking) {
        CompletableFuture<Outcome> first = ask(asking.submission());
        return ask(asking.submission()).thenCombine(first, (two, one) -> {
            take(asking, one);
            Entry entry = entry(one, false);
            if (entry != null) {
                crowd.count("twice at once");
                if (!entry.equals(entry(two, true))) {
                    crowd.wrong("two at once were answered with " + one + " and " + two);
                }
            }
            return one;
        });
    }
}

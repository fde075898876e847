import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/** A till at customers who were given miles: what it spends, sets aside, captures and gives back. */
final class SpendBench {

    private static final Principal TILL =
            new Principal(new PrincipalId(UUID.randomUUID()), Role.PARTNER, new Principal.Scope.Everyone());
    private static final Amount MILE = new Amount(1, Unit.MILES);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final BenchLedger ledger;

    SpendBench(BenchLedger ledger) {
        this.ledger = ledger;
    }

    /** Something that a row measures, and for how long, so that what ends holds and redemptions never runs out of them. */
    interface Row {
        void measure(String name, Supplier<CompletionStage<Boolean>> request, double share) throws Exception;
    }

    void run(Row row) throws Exception {
        ledger.giveEach();
        Queue<EntryId> redemptions = new ConcurrentLinkedQueue<>();
        Queue<EntryId> holds = new ConcurrentLinkedQueue<>();
        row.measure("redeem", () -> done(redeem(), redemptions), 1);
        row.measure("reverse", () -> each(redemptions, id -> Command.Reverse.of(id, null)), 0.4);
        row.measure("hold", () -> done(new Command.Hold(redeem(), AN_HOUR), holds), 1);
        row.measure("capture", () -> each(holds, id -> new Command.Capture(id, null)), 0.4);
    }

    private Command.Redeem redeem() {
        BenchLedger.Case any =
                ledger.cases.get(ThreadLocalRandom.current().nextInt(ledger.cases.size()));
        return new Command.Redeem(
                new CustomerNumber(any.customer()),
                new Command.Purchase("bench", MILE),
                List.of(new Command.Draw.ByUnit(MILE)));
    }

    private CompletionStage<Boolean> done(Command command, Queue<EntryId> made) {
        return ledger.submit(TILL, command).thenApply(outcome -> {
            boolean good = outcome instanceof Outcome.Accepted;
            if (good) {
                made.add(((Outcome.Accepted) outcome).entry().id());
            }
            return good;
        });
    }

    private CompletionStage<Boolean> each(Queue<EntryId> made, Function<EntryId, Command> command) {
        EntryId next = made.poll();
        return next == null
                ? CompletableFuture.completedFuture(false)
                : ledger.submit(TILL, command.apply(next)).thenApply(Outcome.Accepted.class::isInstance);
    }
}

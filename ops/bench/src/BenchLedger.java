import com.codahale.metrics.MetricRegistry;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.IncidentFacts;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import dev.makegood.ledger.writer.CodeKeys;
import dev.makegood.ledger.writer.GroupCommit;
import dev.makegood.ledger.writer.Hashes;
import dev.makegood.ledger.writer.KeyedHash;
import dev.makegood.platform.database.Database;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A ledger in this process with agents, cost centres and customers that have an incident each. */
final class BenchLedger {

    private static final int AGENTS = 256;
    private static final int CENTRES = 8;
    private static final Principal ADMIN =
            new Principal(new PrincipalId(UUID.randomUUID()), Role.ADMIN, new Principal.Scope.Everyone());

    private static final Command.Grant MILES = new Command.Grant(Kind.MILES, new Amount(100, Unit.MILES));
    private static final Command.Grant VOUCHER = new Command.Grant(Kind.VOUCHER, new Amount(2_500, Unit.USD));

    final String run = Long.toString(System.currentTimeMillis(), 36);
    final GroupCommit ledger;
    private volatile Duration ahead = Duration.ZERO;
    final InstantSource clock = () -> Instant.now().plus(ahead);
    final List<Principal> agents = new ArrayList<>();
    final List<Case> cases;

    /** A customer and the incident that grants are for. */
    record Case(String customer, UUID owner, IncidentId incident) {}

    BenchLedger(Database database, int customers) throws Exception {
        ledger = new GroupCommit(
                database.writePool(3, new MetricRegistry()),
                clock,
                new SecureRandom(),
                new Hashes(
                        new KeyedHash("bench", new SecureRandom().generateSeed(32)),
                        new CodeKeys(List.of(new CodeKeys.Key("bench", new SecureRandom().generateSeed(32))), null)),
                2,
                new MetricRegistry());
        settings();
        cases = Collections.synchronizedList(new ArrayList<>(customers));
        openIncidents(customers);
    }

    /** For customers not met before. */
    void openIncidents(int customers) throws InterruptedException {
        Semaphore room = new Semaphore(512);
        int first = cases.size();
        for (int i = first; i < first + customers; i++) {
            room.acquire();
            String customer = "B" + run + "-" + i;
            Command open = new Command.OpenIncident(new CustomerNumber(customer), facts(), List.of(), null);
            submit(agents.get(i % AGENTS), open).whenComplete((outcome, fault) -> {
                if (outcome instanceof Outcome.Accepted accepted) {
                    cases.add(new Case(
                            customer, accepted.entry().owner(), accepted.entry().about().incident()));
                }
                room.release();
            });
        }
        room.acquire(512);
    }

    /** The names that the agents' tokens carry. */
    List<String> subjects() {
        return java.util.stream.IntStream.range(0, AGENTS)
                .mapToObj(i -> "bench-" + run + "-" + i)
                .toList();
    }

    /** In the words of the API: the ledger takes any, but an incident of other words cannot be read over HTTP. */
    private static IncidentFacts facts() {
        return new IncidentFacts("DELAY", 3, "SYSTEM", "SYSTEM", Instant.now());
    }

    private void settings() {
        accepted(new SettingsCommand.SetLevel("BENCH", List.of(), null));
        SettingsCommand.LimitAmounts roomy = new SettingsCommand.LimitAmounts(Unit.USD, 1L << 50, 1L << 50, 1L << 50);
        accepted(new SettingsCommand.SetLimits(new SettingsCommand.LimitsFor.OfLevel("BENCH"), roomy, Instant.now(), null));
        rate("MV-2026-01", MILES.kind(), Unit.MILES, new SettingsCommand.Worth(
                Unit.USD, new BigDecimal("1.30"), new BigDecimal("1.10"), new BigDecimal("0.70")));
        BigDecimal face = BigDecimal.ONE;
        rate("VV-2026-01", VOUCHER.kind(), Unit.USD, new SettingsCommand.Worth(Unit.USD, face, face, face));
        for (int i = 0; i < CENTRES; i++) {
            accepted(new SettingsCommand.SetCostCentre("CENTRE_" + i, ZoneId.of("America/New_York")));
        }
        for (int i = 0; i < AGENTS; i++) {
            Outcome.Accepted set = accepted(new SettingsCommand.RegisterAgent(
                    Role.AGENT,
                    "bench-" + run + "-" + i,
                    SettingsCommand.Registration.of("BENCH", "CENTRE_" + i % CENTRES, Instant.now())));
            agents.add(new Principal(
                    new PrincipalId(set.entry().commandId()), Role.AGENT, new Principal.Scope.Everyone()));
        }
    }

    private void rate(String name, Kind kind, Unit unit, SettingsCommand.Worth worth) {
        accepted(new SettingsCommand.AddRate(name, kind, unit, worth, Instant.now()));
    }

    private Outcome.Accepted accepted(Command command) {
        return (Outcome.Accepted) submit(ADMIN, command).toCompletableFuture().join();
    }

    CompletionStage<Outcome> submit(Principal who, Command command) {
        Submission.Key key = new Submission.Key(randomUuid(), randomUuid());
        return ledger.submit(new Submission(who, command, key));
    }

    private static UUID randomUuid() {
        return new UUID(ThreadLocalRandom.current().nextLong(), ThreadLocalRandom.current().nextLong());
    }

    /** One grant of miles: any agent to any customer, or one hot agent (and so one cost centre) to any. */
    CompletionStage<Boolean> grant(boolean hot) {
        return give(agents.get(hot ? 0 : any(agents.size())), List.of(MILES));
    }

    /** From now on the ledger goes by a later clock. */
    void turn(Duration by) {
        ahead = ahead.plus(by);
    }

    /** So many credits of miles, ten in a remedy, over the customers in turn. */
    void giveMiles(int credits) throws InterruptedException {
        List<Command.Grant> ten = Collections.nCopies(10, MILES);
        each(0, credits / 10, ten);
    }

    /** One grant for each customer, so that nobody comes to a till with nothing. */
    void giveEach() throws InterruptedException {
        each(0, cases.size(), List.of(MILES));
    }

    /** A voucher for each of so many customers; all of them end on one day. */
    void giveVouchers(int first, int customers) throws InterruptedException {
        each(first, customers, List.of(VOUCHER));
    }

    private void each(int first, int count, List<Command.Grant> credits) throws InterruptedException {
        Semaphore room = new Semaphore(512);
        AtomicInteger failures = new AtomicInteger();
        for (int i = first; i < first + count; i++) {
            room.acquire();
            Command command = new Command.IssueRemedy(
                    new Command.OfIncident.Known(cases.get(i % cases.size()).incident()), credits, null);
            submit(agents.get(i % AGENTS), command).whenComplete((outcome, fault) -> {
                if (!(outcome instanceof Outcome.Accepted)) {
                    failures.incrementAndGet();
                }
                room.release();
            });
        }
        room.acquire(512);
        if (failures.get() > 0) {
            throw new IllegalStateException(failures + " of the credits were not given");
        }
    }

    /** Miles and a voucher together, any agent to any customer: two postings at little more than the price of one. */
    CompletionStage<Boolean> bundle() {
        return give(agents.get(any(agents.size())), List.of(MILES, VOUCHER));
    }

    private CompletionStage<Boolean> give(Principal agent, List<Command.Grant> credits) {
        IncidentId incident = cases.get(any(cases.size())).incident();
        Command command = new Command.IssueRemedy(new Command.OfIncident.Known(incident), credits, null);
        return submit(agent, command).thenApply(Outcome.Accepted.class::isInstance);
    }

    private static int any(int size) {
        return ThreadLocalRandom.current().nextInt(size);
    }
}

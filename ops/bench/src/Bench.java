import com.codahale.metrics.MetricRegistry;
import dev.makegood.platform.database.Database;
import io.dropwizard.db.ManagedDataSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** One run, one table: pgbench, the naive way and ours, on one durable PostgreSQL. */
public final class Bench {

    private static final int LARGE_CUSTOMERS = 1_000_000;
    private static final long LARGE_POSTINGS = 10_000_000;
    private static final String LARGE_ROW = "issue in process, 64 clients, after %.1f M postings of %.1f M customers";

    private final Postgres postgres;
    private final boolean quick;
    private final boolean large;
    private final boolean clock;
    private final Report report = new Report();

    private Bench(Postgres postgres, List<String> options) {
        this.postgres = postgres;
        this.quick = options.contains("--quick");
        this.large = options.contains("--large");
        this.clock = options.contains("--clock");
    }

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]).toAbsolutePath();
        List<String> options = Arrays.asList(args).subList(4, args.length);
        Bench bench = new Bench(Postgres.of(directory, args[3]), options);
        int code = 1;
        try {
            bench.run(Path.of(args[1]), Path.of(args[2]));
            code = 0;
        } catch (Exception e) {
            bench.report.print(); // What there is; only a whole run is written.
            e.printStackTrace();
        }
        System.exit(code); // Whatever threads are left.
    }

    private double seconds(double full) {
        return quick ? full / 4 : full;
    }

    private String kind() {
        String run = quick ? "a quick run" : "a full run";
        if (clock) {
            return run + " of the expiry clock alone";
        }
        return large ? run + " without HTTP, with a large ledger at its end" : run;
    }

    private void run(Path jar, Path out) throws Exception {
        BenchLedger ledger;
        Instant past;
        try (Database database = Database.open(postgres.configuration(), new SecureRandom())) {
            database.migrate();
            report.machine(Machine.lines(postgres, kind()));
            postgres.growLog();
            new PgBench(postgres, report, seconds(20)).run();
            ledger = new BenchLedger(database, quick ? 40_000 : 100_000);
            if (clock) { // It turns the ledger's clock, so it has a run of its own.
                Load.closed(() -> ledger.grant(false), 64, seconds(60));
                new ClockBench(postgres, database, ledger, report, quick).run(seconds(20));
                past = Instant.now();
            } else {
                naive(database, ledger);
                past = inProcess(database, ledger);
                new SpendBench(ledger).run((name, request, share) -> measured(
                        name + " in process, 64 clients", () -> Load.closed(request, 64, seconds(20 * share))));
            }
            if (large) {
                grow(database, ledger);
            }
            ledger.ledger.drain();
        }
        if (!large && !clock) { // A service that starts on it has ten million postings to roll up before it is as it always is.
            http(jar, ledger, past);
        }
        report.print();
        report.write(out);
    }

    private void http(Path jar, BenchLedger ledger, Instant past) throws Exception {
        try (HttpServer server = new HttpServer(postgres, jar)) {
            try {
                new HttpBench(postgres, server, report, ledger, past).run(quick ? 30 : 120, seconds(20));
            } catch (IllegalStateException e) {
                String fault = server.firstFault();
                throw new IllegalStateException(e.getMessage() + "\nThe server's first fault: " + fault, e);
            }
        }
    }

    private void naive(Database database, BenchLedger ledger) throws Exception {
        ManagedDataSource pool = database.writePool(64, new MetricRegistry());
        postgres.checkpoint();
        Cpu start = Cpu.now(postgres.directory(), 0);
        Load.Result naive = Naive.run(pool, ledger, 48, seconds(20));
        Cpu used = Cpu.now(postgres.directory(), 0).since(start);
        report.row("naive: a transaction each, a statement a step, 48 clients", naive, used);
        pool.stop();
    }

    /** Ours, without HTTP; the answer is an instant within it, to ask for balances of. */
    private Instant inProcess(Database database, BenchLedger ledger) throws Exception {
        Load.closed(() -> ledger.grant(false), 64, seconds(60));
        double peak = 0;
        for (int clients : new int[] {1, 8, 64, 128}) {
            Supplier<CompletionStage<Boolean>> grant = () -> ledger.grant(false);
            Map<String, Long> before = Relations.sizes(database);
            String name = "issue in process, " + clients + " clients";
            Load.Result result = measured(name, () -> Load.closed(grant, clients, seconds(20)));
            peak = Math.max(peak, result.rate());
            if (clients == 64) {
                report.bytes(before, Relations.sizes(database), result.latencies().count());
            }
        }
        Instant past = Instant.now();
        measured(
                "issue in process, 64 clients, one hot agent and cost centre",
                () -> Load.closed(() -> ledger.grant(true), 64, seconds(20)));
        double rate = peak * 0.7;
        measured(
                "issue in process, open model at 70 % of the peak",
                () -> Load.open(() -> ledger.grant(false), rate, seconds(20)));
        return past;
    }

    /** The row of 64 clients again, once the ledger is large and has so many customers that a grant meets them cold. */
    private void grow(Database database, BenchLedger ledger) throws Exception {
        ledger.openIncidents(LARGE_CUSTOMERS);
        long postings;
        while ((postings = Relations.postings(database)) < LARGE_POSTINGS) {
            System.err.printf(Locale.ROOT, "%,d postings%n", postings);
            if (Load.closed(ledger::bundle, 128, 60).failures() > 0) {
                throw new IllegalStateException("bundles were refused");
            }
        }
        measured(
                String.format(Locale.ROOT, LARGE_ROW, postings / 1e6, ledger.cases.size() / 1e6),
                () -> Load.closed(() -> ledger.grant(false), 64, seconds(20)));
    }

    private interface Loading {
        Load.Result run() throws Exception;
    }

    private Load.Result measured(String name, Loading loading) throws Exception {
        postgres.checkpoint();
        Cpu start = Cpu.now(postgres.directory(), 0);
        Load.Result result = loading.run();
        report.row(name, result, Cpu.now(postgres.directory(), 0).since(start));
        return result;
    }
}

import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import dev.makegood.clock.ExpiryClock;
import dev.makegood.platform.database.Database;
import dev.makegood.platform.database.ValueTypes;
import io.dropwizard.db.ManagedDataSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/**
 * The expiry clock on a large ledger: how fast it posts what expires in one night, and what that night does to those who
 * give at the same time.
 */
final class ClockBench {

    private static final double SHARE_OF_PEAK = 0.3;
    private static final Duration TO_THE_NIGHT = Duration.ofDays(367);
    private static final Duration NEXT_NIGHT = Duration.ofDays(2);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Postgres postgres;
    private final Database database;
    private final BenchLedger ledger;
    private final Report report;
    private final int credits;
    private final int expiring;

    ClockBench(Postgres postgres, Database database, BenchLedger ledger, Report report, boolean quick) {
        this.postgres = postgres;
        this.database = database;
        this.ledger = ledger;
        this.report = report;
        this.credits = quick ? 50_000 : 1_000_000;
        this.expiring = quick ? 2_000 : 20_000;
    }

    void run(double seconds) throws Exception {
        ledger.giveMiles(credits - 3 * expiring);
        ledger.giveVouchers(0, expiring);
        ledger.turn(NEXT_NIGHT);
        ledger.giveVouchers(expiring, expiring);
        ledger.turn(NEXT_NIGHT);
        ledger.giveVouchers(2 * expiring, expiring);
        double peak = Load.closed(() -> ledger.grant(false), 64, seconds).rate();
        double rate = peak * SHARE_OF_PEAK;
        ledger.turn(TO_THE_NIGHT.minus(NEXT_NIGHT).minus(NEXT_NIGHT));
        night(); // The first is cold, and a service that runs has had some.
        ledger.turn(NEXT_NIGHT);
        Cpu start = cpu();
        double alone = night();
        report.row("the expiry clock alone, " + what(), alone, perCredit(start));
        ledger.turn(NEXT_NIGHT);
        issue("without the clock", Load.open(() -> ledger.grant(false), rate, seconds));
        CompletableFuture<Double> night = new CompletableFuture<>();
        Thread clock = new Thread(() -> {
            try {
                night.complete(night());
            } catch (Exception e) {
                night.completeExceptionally(e);
            }
        });
        start = cpu();
        clock.start();
        Load.Result beside = Load.open(() -> ledger.grant(false), rate, seconds);
        double rateBeside = night.get(10, TimeUnit.MINUTES);
        report.row(name("while the clock posts a night"), beside, cpu().since(start));
        report.row("the expiry clock beside that, " + what(), rateBeside, Double.NaN);
    }

    private String what() {
        return String.format(Locale.ROOT, "%,d of %,d credits in one night", expiring, credits);
    }

    private static String name(String beside) {
        return "issue in process, open model at 30 % of the peak, " + beside;
    }

    private void issue(String beside, Load.Result result) {
        report.row(name(beside), result, new Cpu(Double.NaN, Double.NaN));
    }

    private Cpu cpu() throws IOException {
        return Cpu.now(postgres.directory(), 0);
    }

    private double perCredit(Cpu start) throws IOException {
        return cpu().since(start).postgres() * 1e6 / expiring;
    }

    /** Lets a clock post all that is due, and answers how many customers a second it did. */
    private double night() throws Exception {
        MetricRegistry metrics = new MetricRegistry();
        Meter touched = metrics.meter("clock.touched");
        ManagedDataSource pool = database.writePool(2, new MetricRegistry());
        Jdbi jdbi = Jdbi.create(pool)
                .installPlugin(new SqlObjectPlugin())
                .installPlugin(new PostgresPlugin())
                .installPlugin(new ValueTypes());
        ExpiryClock.Instance instance = new ExpiryClock.Instance(UUID.randomUUID(), INTERVAL, ledger.ledger::depth);
        ExpiryClock clock = new ExpiryClock(jdbi, ledger.ledger, ledger.clock, metrics, instance);
        try {
            clock.start();
            while (touched.getCount() == 0) {
                LockSupport.parkNanos(100_000);
            }
            long begun = System.nanoTime();
            while (touched.getCount() < expiring) {
                LockSupport.parkNanos(1_000_000);
            }
            return expiring / ((System.nanoTime() - begun) / 1e9);
        } finally {
            clock.stop();
            pool.stop();
        }
    }
}

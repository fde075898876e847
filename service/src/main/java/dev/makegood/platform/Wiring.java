package dev.makegood.platform;

import com.codahale.metrics.MetricRegistry;
import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.makegood.clock.ExpiryClock;
import dev.makegood.code.FailedCodes;
import dev.makegood.finance.RollUp;
import dev.makegood.ledger.writer.CodeKeys;
import dev.makegood.ledger.writer.CodeReader;
import dev.makegood.ledger.writer.GroupCommit;
import dev.makegood.ledger.writer.Hashes;
import dev.makegood.ledger.writer.KeyedHash;
import dev.makegood.platform.database.Database;
import dev.makegood.platform.database.DatabaseConfiguration.Mode;
import dev.makegood.platform.database.ValueTypes;
import dev.makegood.platform.identity.Principals;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.lifecycle.Managed;
import java.security.SecureRandom;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the parts are put together, by plain constructors, in the order in which they need each other. Whoever opens it
 * closes it: what was opened last is closed first, and the database is the first of all.
 */
final class Wiring implements Managed, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    /** For what writes without being a lane: the roll-up, the clock, new principals, and failed codes. */
    private static final int BESIDE_THE_LANES = 4;

    private final MakegoodConfiguration configuration;
    private final Database database;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Secret secret;
    private final CodeKeys codeKeys;
    private final ManagedDataSource writes;
    private final ManagedDataSource reads;
    private final Principals principals;
    private final FailedCodes failedCodes;
    private final RollUp rollUp;
    private final GroupCommit ledger;
    private final ExpiryClock expiry;

    private Wiring(
            MakegoodConfiguration configuration,
            MetricRegistry metrics,
            Database database,
            InstantSource clock,
            SecureRandom random) {
        this.configuration = configuration;
        this.database = database;
        this.clock = clock;
        this.random = random;
        this.secret = Secret.of(configuration, random);
        this.writes = database.writePool(configuration.getLedger().lanes() + BESIDE_THE_LANES, metrics);
        this.reads = database.readPool(metrics);
        TimeOrderedEpochFactory ids = TimeOrderedEpochFactory.builder()
                .withInstantFunction(clock::instant)
                .withRandom(random)
                .build();
        Jdbi beside = jdbi(writes);
        this.principals = new Principals(beside, ids::create);
        KeyedHash tries = new KeyedHash(secret.id(), secret.derived("failed codes"));
        int most = configuration.getCodes().failedTries();
        this.failedCodes = new FailedCodes(jdbi(reads), beside, tries::uuid, most, clock);
        this.rollUp = new RollUp(beside);
        this.codeKeys = secret.codeKeys(configuration.getCodes());
        Hashes hashes = new Hashes(new KeyedHash(secret.id(), secret.derived("journal")), codeKeys);
        int lanes = configuration.getLedger().lanes();
        this.ledger = new GroupCommit(writes, clock, random, hashes, lanes, metrics);
        rollUp.start();
        MakegoodConfiguration.ClockConfiguration ticks = configuration.getClock();
        ExpiryClock.Instance instance =
                new ExpiryClock.Instance(ids.create(), ticks.interval().toJavaDuration(), ledger::depth);
        this.expiry = new ExpiryClock(beside, ledger, clock, metrics, instance);
        if (ticks.on()) {
            expiry.start();
        }
    }

    /**
     * Opens the database and everything that works without HTTP. An embedded database is migrated on the way; an
     * external one is only looked at, because migrating it needs its owner.
     */
    static Wiring open(
            MakegoodConfiguration configuration, MetricRegistry metrics, InstantSource clock, SecureRandom random) {
        Database database = Database.open(configuration.getDatabase(), random);
        try {
            if (configuration.getDatabase().mode() == Mode.EMBEDDED) {
                database.migrate();
            } else {
                database.requireFit();
            }
            return new Wiring(configuration, metrics, database, clock, random);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    MakegoodConfiguration configuration() {
        return configuration;
    }

    Database database() {
        return database;
    }

    InstantSource clock() {
        return clock;
    }

    SecureRandom random() {
        return random;
    }

    Secret secret() {
        return secret;
    }

    DataSource reads() {
        return reads;
    }

    /** With the ledger's values plugged in. */
    Jdbi jdbi() {
        return jdbi(reads);
    }

    Principals principals() {
        return principals;
    }

    FailedCodes failedCodes() {
        return failedCodes;
    }

    /** What codes are worth. */
    CodeReader codes() {
        return new CodeReader(reads, codeKeys, clock, random);
    }

    GroupCommit ledger() {
        return ledger;
    }

    @Override
    public void stop() {
        close();
    }

    /** Completes what the ledger has accepted, then lets go of the database; each step is tried whatever the others do. */
    @Override
    public void close() {
        close("the expiry clock", expiry::stop);
        close("the roll-up", rollUp::stop);
        close("the ledger", ledger::drain);
        close("the count of failed codes", failedCodes::stop);
        close("the pool for reading", reads::stop);
        close("the pool for writing", writes::stop);
        database.close();
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    private static void close(String what, Step step) {
        try {
            step.run();
        } catch (Exception e) {
            LOG.error("Closing {} failed", what, e);
        }
    }

    private static Jdbi jdbi(DataSource source) {
        return Jdbi.create(source)
                .installPlugin(new SqlObjectPlugin())
                .installPlugin(new PostgresPlugin())
                .installPlugin(new ValueTypes());
    }
}

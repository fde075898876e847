package dev.makegood.platform;

import com.codahale.metrics.MetricRegistry;
import dev.makegood.platform.database.Database;
import dev.makegood.platform.database.DatabaseConfiguration.Mode;
import io.dropwizard.core.setup.AdminEnvironment;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.lifecycle.Managed;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * How the parts are put together, by plain constructors, in the order in which they need each other. Whoever opens it
 * closes it: what was opened last is closed first, and the database is the first of all.
 */
public final class Wiring implements Managed, AutoCloseable {
    private final MakegoodConfiguration configuration;
    private final MetricRegistry metrics;
    private final InstantSource clock;
    private final Database database;
    private final ManagedDataSource writes;
    private final ManagedDataSource reads;

    private Wiring(
            MakegoodConfiguration configuration, MetricRegistry metrics, InstantSource clock, Database database) {
        this.configuration = configuration;
        this.metrics = metrics;
        this.clock = clock;
        this.database = database;
        // One connection for each lane, and one for what runs beside them.
        this.writes = database.writePool(configuration.getLedger().lanes() + 1, metrics);
        this.reads = database.readPool(metrics);
    }

    /** Opens the database and everything that works without HTTP. An embedded database is migrated on the way. */
    public static Wiring open(
            MakegoodConfiguration configuration, MetricRegistry metrics, InstantSource clock, SecureRandom random) {
        Database database = Database.open(configuration.getDatabase(), random);
        try {
            if (configuration.getDatabase().mode() == Mode.EMBEDDED) {
                database.migrate();
            }
            return new Wiring(configuration, metrics, clock, database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Registers everything that HTTP needs. */
    void register(Environment environment) {
        environment.lifecycle().manage(this);
        Readiness readiness = new Readiness(environment.healthChecks());
        environment.lifecycle().addServerLifecycleListener(new Drain(readiness, configuration.getShutdownDelay()));
        registerConditions(environment);
        registerAdmin(environment.admin(), readiness);
    }

    /** The database, for those who verify it. */
    public Database database() {
        return database;
    }

    /** The clock that everything here tells the time by. */
    public InstantSource clock() {
        return clock;
    }

    @Override
    public void stop() {
        close();
    }

    @Override
    public void close() {
        for (ManagedDataSource pool : List.of(reads, writes)) {
            try {
                pool.stop();
            } catch (Exception e) {
                throw new IllegalStateException("A connection pool cannot be closed.", e);
            }
        }
        database.close();
    }

    private void registerConditions(Environment environment) {
        environment.healthChecks().register("database", new Condition(() -> {
            try (Connection connection = reads.getConnection()) {
                return connection.isValid(1) ? Optional.empty() : Optional.of("does not answer");
            }
        }));
        environment.healthChecks().register("migrations", new Condition(() -> {
            try (Connection connection = reads.getConnection()) {
                int missing = database.missingMigrations(connection).size();
                return missing == 0 ? Optional.empty() : Optional.of(missing + " migrations are missing");
            }
        }));
    }

    private void registerAdmin(AdminEnvironment admin, Readiness readiness) {
        PrometheusRegistry prometheus = new PrometheusRegistry();
        DropwizardExports.builder().dropwizardRegistry(metrics).register(prometheus);
        admin.addServlet("readiness", readiness).addMapping(Readiness.PATH);
        admin.addServlet("prometheus", new PrometheusMetricsServlet(prometheus)).addMapping("/metrics");
    }
}

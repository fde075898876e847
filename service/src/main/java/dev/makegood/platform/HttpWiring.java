package dev.makegood.platform;

import dev.makegood.ledger.writer.GroupCommit;
import dev.makegood.platform.http.HttpSettings;
import dev.makegood.platform.http.HttpSetup;
import dev.makegood.platform.http.Pages;
import dev.makegood.platform.identity.Callers;
import dev.makegood.platform.identity.DevelopmentNotice;
import dev.makegood.platform.identity.DevelopmentResource;
import dev.makegood.platform.identity.KeySet;
import io.dropwizard.core.setup.AdminEnvironment;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.util.Duration;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.sql.Connection;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** What HTTP adds to the parts in {@link Wiring}: identity, the shared rules of the interface, the resources. */
final class HttpWiring {
    private final Wiring parts;
    private final Environment environment;

    HttpWiring(Wiring parts, Environment environment) {
        this.parts = parts;
        this.environment = environment;
    }

    void register() {
        MakegoodConfiguration configuration = parts.configuration();
        Readiness readiness = new Readiness(environment.healthChecks());
        environment.lifecycle().addServerLifecycleListener(new Drain(readiness, configuration.getShutdownDelay()));
        registerConditions();
        registerAdmin(environment.admin(), readiness);

        Identity identity = Identity.of(configuration, parts.clock());
        Callers callers = new Callers(
                identity.rules(),
                new KeySet(identity.keys(), parts.clock(), background()),
                parts.principals(),
                parts.clock());
        HttpSettings settings = new HttpSettings(
                configuration.getRequestsPerMinute(), parts.secret().derived("http"));
        Pages pages = HttpSetup.register(environment, settings, callers, parts.random());
        if (identity.issuer() != null) {
            environment.jersey().register(new DevelopmentResource(identity.issuer()));
            environment.jersey().register(new DevelopmentNotice());
        }
        Resources.of(parts, pages).forEach(environment.jersey()::register);
    }

    private ExecutorService background() {
        return environment
                .lifecycle()
                .executorService("background-%d")
                .minThreads(0)
                .maxThreads(1)
                .keepAliveTime(Duration.seconds(60))
                .build();
    }

    private void registerConditions() {
        environment.healthChecks().register("database", new Condition(() -> {
            try (Connection connection = parts.reads().getConnection()) {
                return connection.isValid(1) ? Optional.empty() : Optional.of("does not answer");
            }
        }));
        environment.healthChecks().register("queue", new Condition(this::fullQueue));
        environment.healthChecks().register("migrations", new Condition(() -> {
            try (Connection connection = parts.reads().getConnection()) {
                int missing = parts.database().missingMigrations(connection).size();
                return missing == 0 ? Optional.empty() : Optional.of(missing + " migrations are missing");
            }
        }));
    }

    private Optional<String> fullQueue() {
        GroupCommit ledger = parts.ledger();
        return ledger.depth() < ledger.capacity() ? Optional.empty() : Optional.of("full");
    }

    private void registerAdmin(AdminEnvironment admin, Readiness readiness) {
        PrometheusRegistry prometheus = new PrometheusRegistry();
        DropwizardExports.builder().dropwizardRegistry(environment.metrics()).register(prometheus);
        admin.addServlet("readiness", readiness).addMapping(Readiness.PATH);
        admin.addServlet("prometheus", new PrometheusMetricsServlet(prometheus)).addMapping("/metrics");
    }
}

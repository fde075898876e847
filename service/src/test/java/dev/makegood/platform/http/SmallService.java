package dev.makegood.platform.http;

import dev.makegood.ledger.Role;
import dev.makegood.platform.database.TestDatabase;
import dev.makegood.platform.identity.Callers;
import dev.makegood.platform.identity.DevelopmentIssuer;
import dev.makegood.platform.identity.DevelopmentNotice;
import dev.makegood.platform.identity.DevelopmentResource;
import dev.makegood.platform.identity.KeySet;
import dev.makegood.platform.identity.Principals;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;

/** A server with the shared parts of the HTTP interface and a resource that shows what they do. */
public final class SmallService extends Application<Configuration> implements AutoCloseable {

    private final TestDatabase database;
    private final Path folder;
    private final long requestsPerMinute;
    private final List<Class<?>> further;
    private @Nullable DevelopmentIssuer issuer;
    private @Nullable Server server;

    public SmallService(TestDatabase database, Path folder, long requestsPerMinute, Class<?>... further) {
        this.database = database;
        this.folder = folder;
        this.requestsPerMinute = requestsPerMinute;
        this.further = List.of(further);
    }

    public SmallService start() throws Exception {
        run("server", "small.yaml");
        return this;
    }

    @Override
    public void initialize(Bootstrap<Configuration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new ResourceConfigurationSourceProvider());
    }

    @Override
    public void run(Configuration configuration, Environment environment) {
        environment.lifecycle().addServerLifecycleListener(started -> server = started);
        InstantSource clock = InstantSource.system();
        issuer = DevelopmentIssuer.open(folder, true, List.of("127.0.0.1"), clock);
        Jdbi jdbi = Jdbi.create(database.app()).installPlugin(new SqlObjectPlugin());
        var keys = new KeySet(issuer::publicKeys, clock, Runnable::run);
        var callers = new Callers(DevelopmentIssuer.rules(), keys, new Principals(jdbi, UUID::randomUUID), clock);
        var pages = HttpSetup.register(
                environment, new HttpSettings(requestsPerMinute, new byte[32]), callers, RandomGenerator.getDefault());
        environment.jersey().register(new DevelopmentResource(issuer));
        environment.jersey().register(new DevelopmentNotice());
        environment.jersey().register(new SmallResource(pages));
        further.forEach(environment.jersey()::register);
    }

    @Override
    protected void onFatalError(Throwable thrown) {
        throw new IllegalStateException(thrown);
    }

    public String token(Role role, String subject, String... customers) {
        return Objects.requireNonNull(issuer).token(role, subject, List.of(customers));
    }

    public int port() {
        return ((ServerConnector) Objects.requireNonNull(server).getConnectors()[0]).getLocalPort();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    @Override
    public void close() {
        try {
            if (server != null) {
                server.stop();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.makegood.platform;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.makegood.platform.database.DatabaseConfiguration;
import dev.makegood.platform.database.DatabaseConfiguration.Mode;
import dev.makegood.platform.http.HttpSettings;
import dev.makegood.platform.http.HttpSetup;
import dev.makegood.platform.http.Pages;
import dev.makegood.platform.identity.DevelopmentResource;
import dev.makegood.platform.identity.Identity;
import dev.makegood.platform.identity.Principals;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/** How requests come in: who is let in, and what every resource shares. */
final class Entrance {
    private final Principals principals;
    private final Identity identity;
    private final HttpSettings settings;
    private final SecureRandom random;

    Entrance(MakegoodConfiguration configuration, DataSource writes, InstantSource clock, SecureRandom random) {
        DatabaseConfiguration database = configuration.getDatabase();
        boolean embedded = database.mode() == Mode.EMBEDDED;
        this.random = random;
        this.principals = new Principals(
                Jdbi.create(writes).installPlugin(new SqlObjectPlugin()), UuidCreator::getTimeOrderedEpoch);
        this.identity = Identity.open(
                configuration.getIdentity(),
                new Identity.Surroundings(database.directory(), embedded, bindHosts(configuration)),
                principals,
                clock);
        this.settings = embedded
                ? configuration.getHttp().settings(database.directory(), random)
                : configuration.getHttp().settings();
    }

    /** Registers all but the resources. */
    Pages register(Environment environment) {
        identity.development().ifPresent(issuer -> environment.jersey().register(new DevelopmentResource(issuer)));
        return HttpSetup.register(environment, settings, identity.callers(), random);
    }

    /** Who acts under which id. */
    Principals principals() {
        return principals;
    }

    Identity identity() {
        return identity;
    }

    HttpSettings settings() {
        return settings;
    }

    private static List<String> bindHosts(MakegoodConfiguration configuration) {
        List<String> hosts = new ArrayList<>();
        if (configuration.getServerFactory() instanceof DefaultServerFactory server) {
            List<ConnectorFactory> connectors = new ArrayList<>(server.getApplicationConnectors());
            connectors.addAll(server.getAdminConnectors());
            for (ConnectorFactory connector : connectors) {
                if (connector instanceof HttpConnectorFactory http) {
                    hosts.add(Objects.requireNonNullElse(http.getBindHost(), ""));
                }
            }
        }
        return hosts;
    }
}

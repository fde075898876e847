package dev.makegood.platform.database;

import com.codahale.metrics.MetricRegistry;
import dev.makegood.platform.database.DatabaseConfiguration.Credentials;
import dev.makegood.platform.database.DatabaseConfiguration.Mode;
import io.dropwizard.db.ManagedDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database that the configuration names, reachable: embedded ones run from here until {@link #close}. It hands out
 * pools, which belong to whoever asked for them, and single connections as owner and reader.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int CONNECT_SECONDS = 5;

    private final DatabaseConfiguration configuration;
    /** Where the embedded server is; none when the database is external. */
    private final @Nullable Endpoint endpoint;
    /** The embedded server, when it runs from here. */
    private final @Nullable EmbeddedPostgres server;

    private Database(
            DatabaseConfiguration configuration, @Nullable Endpoint endpoint, @Nullable EmbeddedPostgres server) {
        this.configuration = configuration;
        this.endpoint = endpoint;
        this.server = server;
    }

    /**
     * Starts the embedded server, migrates nothing yet; an external one is not touched.
     *
     * @throws DatabaseException when the directory is in use, or the server does not start or is not durable
     */
    public static Database open(DatabaseConfiguration configuration, SecureRandom random) {
        if (configuration.mode() == Mode.EXTERNAL) {
            return new Database(configuration, null, null);
        }
        EmbeddedPostgres.Options options =
                EmbeddedPostgres.Options.durable(configuration.directory(), configuration.port());
        EmbeddedPostgres server = EmbeddedPostgres.start(options, random);
        try {
            prepareLogins(server);
            return new Database(configuration, server.endpoint(), server);
        } catch (SQLException | RuntimeException e) {
            server.close();
            throw new DatabaseException("The embedded database's logins cannot be made.", e);
        }
    }

    /** Like {@link #open}, but joins the embedded server of a running service instead of refusing. */
    public static Database attach(DatabaseConfiguration configuration, SecureRandom random) {
        Path directory = configuration.directory();
        if (configuration.mode() == Mode.EMBEDDED && Files.isDirectory(directory) && DirectoryLock.isHeld(directory)) {
            return new Database(configuration, Endpoint.ofRunning(directory, random), null);
        }
        return open(configuration, random);
    }

    /** Applies the missing migrations as the owner. */
    public void migrate() {
        try (Connection owner = connect(Login.OWNER)) {
            Migrations.run(owner, server != null);
        } catch (SQLException e) {
            throw new DatabaseException("The database cannot be reached as its owner.", e);
        }
    }

    /** Refuses a database that lacks migrations; one that may lose commits is its operators' choice, and told. */
    public void requireFit() {
        try (Connection app = connect(Login.APP)) {
            int missing = Migrations.missing(app).size();
            if (missing > 0) {
                throw new DatabaseException(missing + " migrations are missing; run migrate first.");
            }
            Durability.lackingOf(app)
                    .ifPresent(lacking -> LOG.warn("The database may lose acknowledged commits: {} is off", lacking));
        } catch (SQLException e) {
            throw new DatabaseException("The database cannot be reached: " + e.getMessage(), e);
        }
    }

    /** The change sets that are known and not applied, seen through this connection. */
    public List<String> missingMigrations(Connection connection) throws SQLException {
        return Migrations.missing(connection);
    }

    /** Connections that write to the ledger: as many as there are writers. */
    public ManagedDataSource writePool(int connections, MetricRegistry metrics) {
        return pool(new Pool("write", connections, false, configuration.maxWait()), metrics);
    }

    /** Connections that only read, as the application. */
    public ManagedDataSource readPool(MetricRegistry metrics) {
        return pool(new Pool("read", configuration.readConnections(), true, configuration.maxWait()), metrics);
    }

    /** A connection that may do nothing but read, for those who verify. */
    public Connection connectAsReader() throws SQLException {
        return connect(Login.READER);
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }

    private ManagedDataSource pool(Pool pool, MetricRegistry metrics) {
        return pool.open(url(), user(Login.APP), password(Login.APP), metrics);
    }

    private Connection connect(Login login) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUser(user(login));
        source.setPassword(password(login));
        source.setApplicationName("makegood-" + login.user());
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setUrl(url());
        return source.getConnection();
    }

    private String url() {
        if (endpoint != null) {
            return endpoint.url(EmbeddedPostgres.DATABASE);
        }
        String url = configuration.url();
        if (url == null) {
            throw new DatabaseException("database.url is missing.");
        }
        return url;
    }

    private String user(Login login) {
        return endpoint != null ? login.user() : credentials(login).userOr(login);
    }

    private String password(Login login) {
        if (endpoint != null) {
            return endpoint.password(login);
        }
        String password = credentials(login).password();
        return password == null ? "" : password;
    }

    private Credentials credentials(Login login) {
        return switch (login) {
            case OWNER -> configuration.owner();
            case APP -> configuration.app();
            case READER -> configuration.reader();
            case POSTGRES -> throw new IllegalArgumentException("An external superuser is none of ours.");
        };
    }

    private static void prepareLogins(EmbeddedPostgres server) throws SQLException {
        try (Connection superuser = server.connect(Login.POSTGRES, EmbeddedPostgres.DATABASE)) {
            Migrations.createRoles(superuser);
            for (Login login : withoutPassword(superuser)) {
                // The driver sends a hash: no password stands in any statement or log.
                superuser
                        .unwrap(PGConnection.class)
                        .alterUserPassword(login.user(), server.password(login).toCharArray(), "scram-sha-256");
            }
        }
    }

    /** Hashing a password takes a cold JVM long enough to be felt at each start. */
    private static List<Login> withoutPassword(Connection superuser) throws SQLException {
        List<Login> without = new ArrayList<>(List.of(Login.OWNER, Login.APP, Login.READER));
        try (Statement statement = superuser.createStatement();
                ResultSet rows =
                        statement.executeQuery("select rolname from pg_authid where rolpassword is not null")) {
            while (rows.next()) {
                String role = rows.getString(1);
                without.removeIf(login -> login.user().equals(role));
            }
        }
        return without;
    }
}

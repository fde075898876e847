package dev.makegood.platform.database;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.ManagedDataSource;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A migrated database for one test class, cloned from the run's template and dropped afterwards:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestDatabase database = new TestDatabase();
 * }</pre>
 *
 * <p>A class that leaves a connection open fails, so that a leak is found where it was made.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    private static final int CONNECTIONS = 24;

    private @Nullable String name;
    private @Nullable ManagedDataSource pool;

    /** For a fixture that outlives a class; {@link #close} drops the database. */
    public static TestDatabase open() {
        TestDatabase database = new TestDatabase();
        database.create();
        return database;
    }

    /** How the service would be told to work on this database. */
    public DatabaseConfiguration configuration() {
        return TestServer.get().configuration(name());
    }

    /** A pool of connections as the application. */
    public DataSource app() {
        if (pool == null) {
            pool = Database.open(configuration(), new SecureRandom()).writePool(CONNECTIONS, new MetricRegistry());
        }
        return pool;
    }

    /** A connection as the owner of the schema, which the caller closes. */
    public Connection owner() throws SQLException {
        return TestServer.get().connect(Login.OWNER, name());
    }

    /** A connection as the reader, which the caller closes. */
    public Connection reader() throws SQLException {
        return TestServer.get().connect(Login.READER, name());
    }

    /** A connection that may do anything, such as damage what must be found damaged; the caller closes it. */
    public Connection superuser() throws SQLException {
        return TestServer.get().connect(Login.POSTGRES, name());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        create();
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        close();
    }

    @Override
    public void close() throws SQLException {
        stopPool();
        String closed = name();
        try {
            List<String> leaked = leakedConnections();
            if (!leaked.isEmpty()) {
                throw new AssertionError("connections left open: " + leaked);
            }
        } finally {
            name = null;
            TestServer.get().drop(closed);
        }
    }

    private void stopPool() {
        if (pool == null) {
            return;
        }
        try {
            pool.stop();
            pool = null;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void create() {
        name = TestServer.get().cloneTemplate();
    }

    private String name() {
        if (name == null) {
            throw new IllegalStateException("The test database is not open.");
        }
        return name;
    }

    /** A backend needs a moment to see that its client is gone, so what is left is what stays. */
    private List<String> leakedConnections() throws SQLException {
        List<String> left = connections();
        for (int look = 0; look < 50 && !left.isEmpty(); look++) {
            LockSupport.parkNanos(20_000_000);
            left = connections();
        }
        return left;
    }

    private List<String> connections() throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection superuser = TestServer.get().connect(Login.POSTGRES, "postgres");
                PreparedStatement statement = superuser.prepareStatement("""
                        select application_name, state, query from pg_stat_activity
                        where datname = ? and backend_type = 'client backend'
                        """)) {
            statement.setString(1, name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1) + " (" + rows.getString(2) + "): " + rows.getString(3));
                }
            }
        }
        return found;
    }
}

import dev.makegood.platform.database.DatabaseConfiguration;
import dev.makegood.platform.database.DatabaseConfiguration.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;

/**
 * The server that everything is measured on: Debian's own, which {@code ops/bench/run} has started on a port and lets
 * anybody of this machine in, or the embedded one, which listens wherever its last start put it.
 */
record Postgres(Path directory, int port) {

    private static final String DATABASE = "makegood";
    private static final int EMBEDDED = 0;
    /** Of 16 MB each; more than the longest row writes. */
    private static final int LOG_SEGMENTS = 64;

    static Postgres of(Path directory, String port) throws SQLException, IOException {
        if (port.equals("embedded")) {
            return new Postgres(directory, EMBEDDED);
        }
        Postgres external = new Postgres(directory, Integer.parseInt(port));
        external.prepare();
        return external;
    }

    boolean isEmbedded() {
        return port == EMBEDDED;
    }

    /** What {@link dev.makegood.platform.database.Database} is opened with. */
    DatabaseConfiguration configuration() {
        if (isEmbedded()) {
            return DatabaseConfiguration.embedded(directory);
        }
        return DatabaseConfiguration.external(url(port), login("owner"), login("app"), login("reader"));
    }

    /** What the jar's server is told, to work on the same data. */
    Map<String, String> environment() {
        return isEmbedded()
                ? Map.of("MAKEGOOD_DATABASE_DIRECTORY", directory.toString())
                : Map.of("MAKEGOOD_DATABASE_MODE", "external", "MAKEGOOD_DATABASE_URL", url(port));
    }

    /**
     * Writes all pages, so that no row pays for the one before. What the log held becomes files to write it to
     * again: a new one costs a row 16 MB of zeroes, and its slowest commits wait for them.
     */
    void checkpoint() throws SQLException {
        execute("checkpoint");
    }

    /** Has a running server's worth of log files ready, which a server as fresh as this one lacks. */
    void growLog() throws SQLException {
        try (Connection connection = connect(DATABASE);
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < LOG_SEGMENTS; i++) {
                statement.execute("select pg_switch_wal(), pg_logical_emit_message(true, 'bench', '')");
            }
            statement.execute("checkpoint");
        }
    }

    /** Its version and how it was built, in its own words. */
    String version() throws SQLException {
        try (Connection connection = connect(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select version()")) {
            row.next();
            return row.getString(1);
        }
    }

    /** How pgbench logs in to it as the owner. */
    Map<String, String> pgbenchEnvironment() {
        return Map.of(
                "PGHOST", "127.0.0.1",
                "PGPORT", "" + currentPort(),
                "PGUSER", "makegood_owner",
                "PGPASSWORD", password("makegood_owner"),
                "PGDATABASE", DATABASE);
    }

    private void prepare() throws SQLException, IOException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + DATABASE);
        }
        try (InputStream roles = Postgres.class.getResourceAsStream("/db/roles.sql")) {
            execute(new String(roles.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String database) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + currentPort() + "/" + database;
        return DriverManager.getConnection(url, "postgres", password("postgres"));
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    private static Credentials login(String role) {
        return new Credentials("makegood_" + role, "");
    }

    private int currentPort() {
        if (!isEmbedded()) {
            return port;
        }
        try {
            return Integer.parseInt(Files.readAllLines(directory.resolve("data/postmaster.pid")).get(3).strip());
        } catch (IOException e) {
            throw new IllegalStateException("the embedded server does not run", e);
        }
    }

    private String password(String login) {
        if (!isEmbedded()) {
            return "";
        }
        Properties passwords = new Properties();
        try (Reader reader = Files.newBufferedReader(directory.resolve("passwords.properties"))) {
            passwords.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException("the embedded server has no passwords yet", e);
        }
        return passwords.getProperty(login);
    }
}

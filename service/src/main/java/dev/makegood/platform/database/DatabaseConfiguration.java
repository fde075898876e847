package dev.makegood.platform.database;

import io.dropwizard.util.Duration;
import io.dropwizard.validation.ValidationMethod;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which database to work on: one of our own in a directory, or one of somebody else's by its address. A field that is
 * left out, or empty, has its default; user names and passwords are of the external database only.
 */
public record DatabaseConfiguration(
        @NotNull Mode mode,
        @NotNull Path directory,
        @Min(0) @Max(65_535) int port,
        @Nullable String url,
        Credentials owner,
        Credentials app,
        Credentials reader,
        @Min(1) @Max(1_000) int readConnections,
        @NotNull Duration maxWait) {
    private static final Path DEFAULT_DIRECTORY = Path.of("makegood-data");
    private static final int DEFAULT_READ_CONNECTIONS = 8;
    private static final Duration DEFAULT_MAX_WAIT = Duration.seconds(1);

    /** Where the server comes from. */
    public enum Mode {
        /** A PostgreSQL of our own, started and stopped with the service. */
        EMBEDDED,
        /** A server that others run; we only know its JDBC URL. */
        EXTERNAL
    }

    /** A login of the external database. */
    public record Credentials(
            @Nullable String user, @Nullable String password) {
        static final Credentials NONE = new Credentials(null, null);

        String userOr(Login login) {
            return user == null || user.isBlank() ? login.user() : user;
        }

        /** The password stays out of whatever prints the configuration. */
        @Override
        public String toString() {
            return "Credentials[" + user + "]";
        }
    }

    @SuppressWarnings("NullAway") // A field that the file leaves out arrives as null, whatever its type says.
    public DatabaseConfiguration {
        mode = mode == null ? Mode.EMBEDDED : mode;
        directory = directory == null || directory.toString().isBlank() ? DEFAULT_DIRECTORY : directory;
        owner = owner == null ? Credentials.NONE : owner;
        app = app == null ? Credentials.NONE : app;
        reader = reader == null ? Credentials.NONE : reader;
        readConnections = readConnections == 0 ? DEFAULT_READ_CONNECTIONS : readConnections;
        maxWait = maxWait == null ? DEFAULT_MAX_WAIT : maxWait;
    }

    /** A durable database of our own in the default directory. */
    public static DatabaseConfiguration defaults() {
        return embedded(DEFAULT_DIRECTORY);
    }

    /** A durable database of our own in this directory, everything else by default. */
    public static DatabaseConfiguration embedded(Path directory) {
        return new DatabaseConfiguration(
                Mode.EMBEDDED,
                directory,
                0,
                null,
                Credentials.NONE,
                Credentials.NONE,
                Credentials.NONE,
                0,
                DEFAULT_MAX_WAIT);
    }

    /** A database at this address, which begins with {@code jdbc:postgresql:}. */
    public static DatabaseConfiguration external(String url, Credentials owner, Credentials app, Credentials reader) {
        return new DatabaseConfiguration(
                Mode.EXTERNAL, DEFAULT_DIRECTORY, 0, url, owner, app, reader, 0, DEFAULT_MAX_WAIT);
    }

    @ValidationMethod(message = "database.url must begin with jdbc:postgresql: when database.mode is external")
    public boolean isUrlOfPostgresWhenExternal() {
        return mode == Mode.EMBEDDED || (url != null && url.startsWith("jdbc:postgresql:"));
    }

    @ValidationMethod(message = "database.url must be empty when database.mode is embedded")
    public boolean isUrlEmptyWhenEmbedded() {
        return mode == Mode.EXTERNAL || url == null || url.isBlank();
    }
}

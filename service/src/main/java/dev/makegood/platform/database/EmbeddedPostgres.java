package dev.makegood.platform.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL in a directory of ours, as durable as any other: it listens on this machine only, asks for
 * passwords, and refuses to start unless a commit reaches the disk before it is acknowledged.
 */
final class EmbeddedPostgres implements AutoCloseable {
    static final String DATABASE = "makegood";
    static final String DATA = "data";
    static final String LOG_FILE = "postgresql.log";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int START_ATTEMPTS = 5;
    private static final long RETRY_NANOS = 300_000_000;
    private static final int REVIVALS = 20;
    private static final int INITDB_SECONDS = 120;
    private static final long LARGEST_LOG = 10L * 1024 * 1024;

    private final Path directory;
    private final DirectoryLock lock;
    private final Passwords passwords;
    private final Postmaster postmaster;
    private int port;
    private boolean closing;

    private EmbeddedPostgres(Path directory, DirectoryLock lock, Passwords passwords, Postmaster postmaster) {
        this.directory = directory;
        this.lock = lock;
        this.passwords = passwords;
        this.postmaster = postmaster;
    }

    /** Where it stands and how it listens; port 0 asks for a free one, and the programs are unpacked in {@code home}. */
    record Options(Path directory, int port, Durability durability, Path home) {
        static Options durable(Path directory, int port) {
            return new Options(directory, port, Durability.FULL, directory);
        }
    }

    /** Starts the server, making its directory first where there is none. */
    static EmbeddedPostgres start(Options options, SecureRandom random) {
        Path directory = prepare(options.directory());
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            Path data = directory.resolve(DATA);
            Passwords passwords = Passwords.inDirectory(directory, random);
            PostgresBinaries binaries = PostgresBinaries.unpack(options.home());
            Postmaster postmaster = new Postmaster(binaries, data, directory.resolve(LOG_FILE));
            if (Files.exists(data)) {
                postmaster.stopOrphan();
            } else {
                initialise(binaries, directory, passwords, options.durability());
            }
            EmbeddedPostgres server = new EmbeddedPostgres(directory, lock, passwords, postmaster);
            server.launch(data, options);
            return server;
        } catch (IOException e) {
            lock.close();
            throw new DatabaseException("The database directory " + directory + " cannot be used.", e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    Path directory() {
        return directory;
    }

    Endpoint endpoint() {
        return new Endpoint(port, passwords);
    }

    String url(String database) {
        return endpoint().url(database);
    }

    String password(Login login) {
        return passwords.of(login);
    }

    Connection connect(Login login, String database) throws SQLException {
        return endpoint().connect(login, database);
    }

    @Override
    public synchronized void close() {
        closing = true;
        try {
            postmaster.stop();
        } finally {
            lock.close();
        }
    }

    private static Path prepare(Path directory) {
        try {
            return DirectoryTree.createPrivate(directory);
        } catch (IOException e) {
            throw new DatabaseException("The database directory " + directory + " cannot be made.", e);
        }
    }

    private static void initialise(
            PostgresBinaries binaries, Path directory, Passwords passwords, Durability durability) throws IOException {
        Path unfinished = directory.resolve(DATA + ".new");
        DirectoryTree.delete(unfinished);
        Path password = Files.createTempFile(
                directory,
                "initdb",
                ".password",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(password, passwords.of(Login.POSTGRES));
            // The built-in locale sorts by code point on every system, with or without the system's own locales.
            binaries.run(
                    "initdb",
                    List.of(
                            "-D",
                            unfinished.toString(),
                            "-U",
                            Login.POSTGRES.user(),
                            "--pwfile=" + password,
                            "-A",
                            "scram-sha-256",
                            "-E",
                            "UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C",
                            durability == Durability.FULL ? "--sync-method=fsync" : "--no-sync"),
                    INITDB_SECONDS);
        } finally {
            Files.delete(password);
        }
        // A first start that was killed leaves no half-made data directory under the real name.
        Files.move(unfinished, directory.resolve(DATA), StandardCopyOption.ATOMIC_MOVE);
        DirectoryTree.force(directory);
    }

    private void launch(Path data, Options options) throws IOException {
        rotateLog();
        for (int attempt = 1; ; attempt++) {
            port = options.port() == 0 ? freePort() : options.port();
            ServerSettings.forThisMachine(port, options.durability()).write(data);
            try {
                watch(postmaster.start());
                break;
            } catch (DatabaseException e) {
                // A free port may be taken in between, and the children of a killed server need a moment to end.
                if (attempt == START_ATTEMPTS) {
                    throw new DatabaseException(
                            "PostgreSQL does not start; see " + directory.resolve(LOG_FILE) + ".", e);
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
        prove(options.durability());
    }

    /** A server that ends while it is needed is started again: the service is of no use without it. */
    private void watch(ProcessHandle server) {
        var unused = server.onExit().thenRunAsync(this::revive);
    }

    private void revive() {
        for (int attempt = 1; attempt <= REVIVALS && !startedAgain(); attempt++) {
            LockSupport.parkNanos(RETRY_NANOS * attempt);
        }
    }

    /** Not while it is being stopped: the server would outlive us. */
    private synchronized boolean startedAgain() {
        if (closing) {
            return true;
        }
        LOG.error("PostgreSQL ended unasked; starting it again");
        try {
            watch(postmaster.start());
            LOG.warn("PostgreSQL listens again on 127.0.0.1:{}", port);
            return true;
        } catch (DatabaseException e) {
            // The children of a killed server need a moment to end.
            LOG.warn("PostgreSQL does not start yet", e);
            return false;
        }
    }

    private synchronized void prove(Durability durability) {
        try (Connection connection = connect(Login.POSTGRES, "postgres")) {
            if (durability == Durability.FULL) {
                Durability.require(connection);
            }
            createDatabase(connection);
            LOG.info("PostgreSQL listens on 127.0.0.1:{}, data in {}", port, directory);
        } catch (SQLException | RuntimeException e) {
            closing = true;
            postmaster.stop();
            throw e instanceof DatabaseException known
                    ? known
                    : new DatabaseException("The embedded database does not answer.", e);
        }
    }

    private static void createDatabase(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
                if (rows.next()) {
                    return;
                }
            }
            statement.execute("create database " + DATABASE);
        }
    }

    private void rotateLog() throws IOException {
        Path log = directory.resolve(LOG_FILE);
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.move(log, directory.resolve(LOG_FILE + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

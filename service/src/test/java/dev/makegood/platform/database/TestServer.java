package dev.makegood.platform.database;

import dev.makegood.platform.database.DatabaseConfiguration.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one PostgreSQL of a test run with its migrated template: an embedded one without durability, or the server of
 * {@code MAKEGOOD_TEST_JDBC_URL}, whose user must be a superuser.
 */
final class TestServer {
    static final String EXTERNAL_URL = "MAKEGOOD_TEST_JDBC_URL";

    /** Also where PostgreSQL's programs are unpacked, once for all servers that tests start. */
    static final Path DIRECTORIES = Path.of("target", "test-databases").toAbsolutePath();
    /** The same in every run, because the roles are shared by all runs on one external server. */
    private static final String PASSWORD = "makegood-test";

    private static @Nullable TestServer running;

    private final @Nullable EmbeddedPostgres embedded;
    private final String template =
            "makegood_template_" + ProcessHandle.current().pid();
    private final AtomicInteger clones = new AtomicInteger();

    private TestServer(@Nullable EmbeddedPostgres embedded) {
        this.embedded = embedded;
    }

    static synchronized TestServer get() {
        if (running == null) {
            TestServer server = new TestServer(isExternal() ? null : startEmbedded());
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "test-server-stop"));
            server.makeTemplate();
            running = server;
        }
        return running;
    }

    static boolean isExternal() {
        return System.getenv(EXTERNAL_URL) != null;
    }

    /** A database of its own, as the migrations leave it; dropping it breaks off whoever is still connected. */
    String cloneTemplate() {
        String name = "makegood_test_" + ProcessHandle.current().pid() + "_" + clones.incrementAndGet();
        execute("drop database if exists " + name);
        execute("create database " + name + " template " + template);
        return name;
    }

    void drop(String database) {
        execute("drop database if exists " + database + " with (force)");
    }

    DatabaseConfiguration configuration(String database) {
        return DatabaseConfiguration.external(
                withoutLogin(url(database)),
                credentials(Login.OWNER),
                credentials(Login.APP),
                credentials(Login.READER));
    }

    Connection connect(Login login, String database) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(login == Login.POSTGRES ? url(database) : withoutLogin(url(database)));
        if (login != Login.POSTGRES) {
            source.setUser(login.user());
            source.setPassword(PASSWORD);
        } else if (embedded != null) {
            source.setUser(login.user());
            source.setPassword(embedded.password(login));
        }
        source.setApplicationName("test-" + login.user());
        return source.getConnection();
    }

    private String url(String database) {
        if (embedded != null) {
            return embedded.url(database);
        }
        String url = System.getenv(EXTERNAL_URL);
        return url.replaceFirst("(//[^/]+/)[^?]*", "$1" + database);
    }

    /** The driver puts a login in the address above the one it is given, so all roles would be the superuser. */
    private static String withoutLogin(String url) {
        return url.replaceAll("(?<=[?&])(user|password)=[^&]*&?", "");
    }

    private static Credentials credentials(Login login) {
        return new Credentials(login.user(), PASSWORD);
    }

    private void makeTemplate() {
        execute("drop database if exists " + template);
        execute("create database " + template);
        try (Connection superuser = connect(Login.POSTGRES, template)) {
            Migrations.createRoles(superuser);
            for (Login login : List.of(Login.OWNER, Login.APP, Login.READER)) {
                superuser
                        .unwrap(PGConnection.class)
                        .alterUserPassword(login.user(), PASSWORD.toCharArray(), "scram-sha-256");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Database.open(configuration(template), new SecureRandom()).migrate();
    }

    private void execute(String statement) {
        try (Connection superuser = connect(Login.POSTGRES, "postgres");
                Statement call = superuser.createStatement()) {
            call.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres startEmbedded() {
        try {
            Files.createDirectories(DIRECTORIES);
            removeLeftovers();
            Path directory =
                    DIRECTORIES.resolve(Long.toString(ProcessHandle.current().pid()));
            return EmbeddedPostgres.start(
                    new EmbeddedPostgres.Options(directory, 0, Durability.NONE, DIRECTORIES), new SecureRandom());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A test run that was killed leaves its server running; nobody else would ever stop it. */
    private static void removeLeftovers() throws IOException {
        List<Path> directories;
        try (Stream<Path> all = Files.list(DIRECTORIES)) {
            directories = all.filter(path -> Files.isDirectory(path.resolve(EmbeddedPostgres.DATA)))
                    .toList();
        }
        for (Path directory : directories) {
            DirectoryLock lock = DirectoryLock.tryTake(directory);
            if (lock != null) {
                try (lock) {
                    new Postmaster(
                                    PostgresBinaries.unpack(DIRECTORIES),
                                    directory.resolve(EmbeddedPostgres.DATA),
                                    directory.resolve(EmbeddedPostgres.LOG_FILE))
                            .stopOrphan();
                    DirectoryTree.delete(directory);
                }
            }
        }
    }

    private void stop() {
        if (embedded == null) {
            execute("drop database if exists " + template + " with (force)");
            return;
        }
        embedded.close();
        try {
            DirectoryTree.delete(embedded.directory());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.makegood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class EmbeddedPostgresDbTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path directory;

    @Test
    void is_durable_private_and_keeps_what_was_committed_over_a_restart() throws Exception {
        try (EmbeddedPostgres server = start(Durability.FULL);
                Connection superuser = server.connect(Login.POSTGRES, EmbeddedPostgres.DATABASE)) {
            assertThat(one(superuser, "show fsync")).isEqualTo("on");
            assertThat(one(superuser, "show synchronous_commit")).isEqualTo("on");
            assertThat(one(superuser, "show full_page_writes")).isEqualTo("on");
            assertThat(one(superuser, "show data_checksums")).isEqualTo("on");
            assertThat(one(superuser, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(one(superuser, "select datlocale from pg_database where datname = 'makegood'"))
                    .isEqualTo("C.UTF-8");
            run(superuser, "create table kept as select 42 as answer");
        }
        try (EmbeddedPostgres server = start(Durability.FULL);
                Connection superuser = server.connect(Login.POSTGRES, EmbeddedPostgres.DATABASE)) {
            assertThat(one(superuser, "select answer from kept")).isEqualTo("42");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(Passwords.FILE_NAME))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(directory.resolve(EmbeddedPostgres.LOG_FILE)))
                .doesNotContain(
                        Passwords.inDirectory(directory.toRealPath(), RANDOM).of(Login.POSTGRES));
    }

    @Test
    void refuses_to_work_without_durability_whoever_switched_it_off() throws IOException {
        Files.writeString(directory.resolve("postgresql.local.conf"), "fsync = off\nfull_page_writes = off\n");
        assertThatThrownBy(() -> start(Durability.FULL))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("fsync, full_page_writes is off");
        assertThat(postmaster().running()).isEmpty();
    }

    @Test
    void asks_for_a_password() {
        try (EmbeddedPostgres server = start(Durability.NONE)) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(server.url("postgres"));
            source.setUser("postgres");
            assertThatThrownBy(() -> source.getConnection().close()).isInstanceOf(SQLException.class);
            source.setPassword("wrong");
            assertThatThrownBy(() -> source.getConnection().close()).hasMessageContaining("password");
        }
    }

    @Test
    void says_which_process_has_the_directory() {
        try (EmbeddedPostgres server = start(Durability.NONE)) {
            assertThatThrownBy(() -> start(Durability.NONE))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(server.directory().toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void stops_the_orphan_of_a_killed_service_and_starts_anew() throws Exception {
        try (EmbeddedPostgres server = start(Durability.NONE);
                Connection superuser = server.connect(Login.POSTGRES, EmbeddedPostgres.DATABASE)) {
            run(superuser, "create table kept as select 42 as answer");
        }
        // What a killed service leaves behind: a running server, and no lock on the directory.
        ProcessHandle orphan = postmaster().start();
        try (EmbeddedPostgres server = start(Durability.NONE);
                Connection superuser = server.connect(Login.POSTGRES, EmbeddedPostgres.DATABASE)) {
            assertThat(one(superuser, "select answer from kept")).isEqualTo("42");
            assertThat(postmaster().running().orElseThrow().pid()).isNotEqualTo(orphan.pid());
        }
    }

    @Test
    void starts_the_server_again_that_ended_unasked() throws Exception {
        try (EmbeddedPostgres server = start(Durability.FULL)) {
            try (Connection superuser = server.connect(Login.POSTGRES, EmbeddedPostgres.DATABASE)) {
                run(superuser, "create table kept as select 42 as answer");
            }
            ProcessHandle killed = postmaster().running().orElseThrow();
            killed.destroyForcibly();
            killed.onExit().get(10, TimeUnit.SECONDS);
            assertThat(answer(server)).isEqualTo("42");
            assertThat(postmaster().running().orElseThrow().pid()).isNotEqualTo(killed.pid());
        }
        assertThat(postmaster().running()).isEmpty();
    }

    /** What the server answers once it answers again, at the same port. */
    private static String answer(EmbeddedPostgres server) throws Exception {
        for (int attempt = 0; ; attempt++) {
            try (Connection superuser = server.connect(Login.POSTGRES, EmbeddedPostgres.DATABASE)) {
                return one(superuser, "select answer from kept");
            } catch (SQLException e) {
                if (attempt == 300) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    @Test
    void recovers_when_the_server_itself_was_killed() throws Exception {
        try (EmbeddedPostgres server = start(Durability.FULL);
                Connection superuser = server.connect(Login.POSTGRES, EmbeddedPostgres.DATABASE)) {
            run(superuser, "create table kept as select 42 as answer");
            ProcessHandle killed = postmaster().running().orElseThrow();
            killed.destroyForcibly();
            killed.onExit().get(10, TimeUnit.SECONDS);
        }
        try (EmbeddedPostgres server = start(Durability.FULL);
                Connection superuser = server.connect(Login.POSTGRES, EmbeddedPostgres.DATABASE)) {
            assertThat(one(superuser, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void does_not_take_a_stranger_for_its_predecessor() throws IOException {
        start(Durability.NONE).close();
        // A stale file whose number belongs to a live process now, as happens at once in containers.
        Path pidFile = directory.resolve(EmbeddedPostgres.DATA).resolve("postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n" + pidFile.getParent() + "\n0\n5432\n\n\n");
        assertThat(postmaster().running()).isEmpty();
        start(Durability.NONE).close();
    }

    @Test
    void begins_again_after_a_first_start_that_was_killed() throws IOException {
        Path halfMade = directory.resolve(EmbeddedPostgres.DATA + ".new");
        Files.createDirectories(halfMade);
        Files.writeString(halfMade.resolve("PG_VERSION"), "18");
        start(Durability.NONE).close();
        assertThat(halfMade).doesNotExist();
    }

    @Test
    void a_lock_that_nobody_holds_is_no_obstacle() throws IOException {
        try (FileChannel left = FileChannel.open(
                directory.resolve(DirectoryLock.FILE_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(left.size()).isZero();
        }
        start(Durability.NONE).close();
    }

    private EmbeddedPostgres start(Durability durability) {
        return EmbeddedPostgres.start(
                new EmbeddedPostgres.Options(directory, 0, durability, TestServer.DIRECTORIES), RANDOM);
    }

    private Postmaster postmaster() throws IOException {
        Path real = directory.toRealPath();
        return new Postmaster(
                PostgresBinaries.unpack(TestServer.DIRECTORIES),
                real.resolve(EmbeddedPostgres.DATA),
                real.resolve(EmbeddedPostgres.LOG_FILE));
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (Statement call = connection.createStatement()) {
            call.execute(statement);
        }
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}

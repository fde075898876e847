package dev.makegood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupDbTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;

    @Test
    void a_backup_taken_under_load_restores_all_that_was_committed_before_it_and_nothing_torn() throws Exception {
        Path file = folder.resolve("saved.tar.gz");
        long before;
        try (EmbeddedPostgres server = start(folder.resolve("one"))) {
            AtomicBoolean stop = new AtomicBoolean();
            AtomicLong committed = new AtomicLong();
            ExecutorService writer = Executors.newSingleThreadExecutor();
            try {
                Future<?> writing = writer.submit(() -> write(server, committed, stop));
                while (committed.get() < 50 && !writing.isDone()) {
                    Thread.onSpinWait();
                }
                before = committed.get();
                backup(folder.resolve("one")).save(file);
                stop.set(true);
                writing.get();
            } finally {
                writer.shutdown();
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        backup(folder.resolve("two")).restore(file);
        try (EmbeddedPostgres server = start(folder.resolve("two"));
                Connection superuser = server.connect(Login.POSTGRES, EmbeddedPostgres.DATABASE)) {
            long restored = one(superuser, "select count(*) from written");
            assertThat(restored).isGreaterThanOrEqualTo(before);
            assertThat(one(superuser, "select max(number) from written")).isEqualTo(restored);
        }
    }

    @Test
    void a_database_at_rest_is_saved_too_with_what_stands_beside_it() throws Exception {
        Path file = folder.resolve("saved.tar.gz");
        try (EmbeddedPostgres server = start(folder.resolve("one"));
                Connection superuser = server.connect(Login.POSTGRES, EmbeddedPostgres.DATABASE)) {
            run(superuser, "create table written as select 7 as number");
        }
        Files.writeString(folder.resolve("one").resolve("key.json"), "{}");
        backup(folder.resolve("one")).save(file);
        backup(folder.resolve("two")).restore(file);
        assertThat(folder.resolve("two").resolve("key.json")).hasContent("{}");
        try (EmbeddedPostgres server = start(folder.resolve("two"));
                Connection superuser = server.connect(Login.POSTGRES, EmbeddedPostgres.DATABASE)) {
            assertThat(one(superuser, "select number from written")).isEqualTo(7);
        }
    }

    @Test
    void neither_a_file_nor_a_database_is_overwritten() throws IOException {
        Path file = Files.writeString(folder.resolve("precious"), "kept");
        start(folder.resolve("one")).close();
        assertThatThrownBy(() -> backup(folder.resolve("one")).save(file)).hasMessageContaining("exists already");
        assertThat(file).hasContent("kept");
        assertThatThrownBy(() -> backup(folder.resolve("one")).restore(file))
                .hasMessageContaining("a database in")
                .hasMessageContaining("already");
        assertThatThrownBy(() -> backup(folder.resolve("none")).save(folder.resolve("new")))
                .hasMessageContaining("no database");
    }

    @Test
    void half_a_backup_restores_nothing() throws IOException {
        Path file = folder.resolve("saved.tar.gz");
        start(folder.resolve("one")).close();
        backup(folder.resolve("one")).save(file);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2), StandardOpenOption.TRUNCATE_EXISTING);
        assertThatThrownBy(() -> backup(folder.resolve("two")).restore(file))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot be restored");
        assertThat(folder.resolve("two").resolve(EmbeddedPostgres.DATA)).doesNotExist();
    }

    private void write(EmbeddedPostgres server, AtomicLong committed, AtomicBoolean stop) {
        try (Connection superuser = server.connect(Login.POSTGRES, EmbeddedPostgres.DATABASE)) {
            run(superuser, "create table written (number bigint primary key, filler text)");
            while (!stop.get()) {
                long number = committed.get() + 1;
                run(superuser, "insert into written values (" + number + ", repeat('x', 500))");
                committed.set(number);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Backup backup(Path directory) {
        return new Backup(options(directory), RANDOM);
    }

    private static EmbeddedPostgres start(Path directory) {
        return EmbeddedPostgres.start(options(directory), RANDOM);
    }

    private static EmbeddedPostgres.Options options(Path directory) {
        return new EmbeddedPostgres.Options(directory, 0, Durability.FULL, TestServer.DIRECTORIES);
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (Statement call = connection.createStatement()) {
            call.execute(statement);
        }
    }

    private static long one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}

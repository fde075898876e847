package dev.makegood.platform.database;

import dev.makegood.platform.database.DatabaseConfiguration.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A copy of the embedded database in one file, taken while it runs or not: the server's own base backup with the log
 * that makes it consistent, and the small files beside the data, among them the passwords.
 */
public final class Backup {
    private static final String SLOT = "makegood_backup";

    private final EmbeddedPostgres.Options options;
    private final SecureRandom random;

    Backup(EmbeddedPostgres.Options options, SecureRandom random) {
        this.options = options;
        this.random = random;
    }

    /** Refuses an external database, which has its operators' own backups. */
    public static Backup of(DatabaseConfiguration configuration, SecureRandom random) {
        if (configuration.mode() != Mode.EMBEDDED) {
            throw new DatabaseException("backup and restore are for the embedded database; database.mode is external.");
        }
        return new Backup(EmbeddedPostgres.Options.durable(configuration.directory(), configuration.port()), random);
    }

    /** Saves everything committed before the end of the call; a file that exists is never overwritten. */
    public void save(Path file) {
        if (Files.exists(file)) {
            throw new DatabaseException(file + " exists already.");
        }
        Path directory = options.directory();
        if (!Files.isDirectory(directory.resolve(EmbeddedPostgres.DATA))) {
            throw new DatabaseException("There is no database in " + directory + ".");
        }
        try {
            Path real = directory.toRealPath();
            if (DirectoryLock.isHeld(real)) {
                copy(real, Endpoint.ofRunning(real, random), file);
            } else {
                try (EmbeddedPostgres server = EmbeddedPostgres.start(options, random)) {
                    copy(real, server.endpoint(), file);
                }
            }
        } catch (IOException | SQLException e) {
            throw new DatabaseException("The backup failed: " + e.getMessage(), e);
        }
    }

    /** Brings a backup back into a directory without a database; the next start recovers from it. */
    public void restore(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DatabaseException("There is no backup " + file + ".");
        }
        try {
            Path real = DirectoryTree.createPrivate(options.directory());
            DirectoryLock lock = DirectoryLock.take(real);
            try (lock) {
                if (Files.exists(real.resolve(EmbeddedPostgres.DATA))) {
                    throw new DatabaseException("There is a database in " + real + " already.");
                }
                BackupArchive.unpack(file, real);
            }
        } catch (IOException e) {
            throw new DatabaseException("The backup cannot be restored: " + e.getMessage(), e);
        }
    }

    private static void copy(Path directory, Endpoint endpoint, Path file) throws IOException, SQLException {
        try (Connection connection = endpoint.connect(Login.POSTGRES, "postgres");
                BackupArchive archive = BackupArchive.create(file)) {
            // The slot keeps the log that the copy needs, and goes away with the connection.
            ask(connection, "select pg_create_physical_replication_slot(?, true, true)", SLOT);
            String begin = ask(connection, "select pg_walfile_name(pg_backup_start(?, true))", "makegood");
            archive.addBeside(directory);
            archive.addData(directory.resolve(EmbeddedPostgres.DATA));
            try (PreparedStatement statement = connection.prepareStatement(
                            "select labelfile, pg_walfile_name(lsn) from pg_backup_stop(false)");
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                archive.addLabel(rows.getString(1));
                archive.addLog(directory.resolve(EmbeddedPostgres.DATA), begin, rows.getString(2));
            }
            archive.complete();
        }
    }

    private static String ask(Connection connection, String query, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}

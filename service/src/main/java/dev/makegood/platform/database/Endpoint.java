package dev.makegood.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** How to log in to an embedded server, whether this process runs it or another one does. */
record Endpoint(int port, Passwords passwords) {
    private static final int PORT_LINE = 3;
    private static final int CONNECT_SECONDS = 5;

    /** Of the server that another live process runs in this directory. */
    static Endpoint ofRunning(Path directory, SecureRandom random) {
        Path file = directory.resolve(EmbeddedPostgres.DATA).resolve("postmaster.pid");
        try {
            List<String> lines = Files.readAllLines(file);
            return new Endpoint(
                    Integer.parseInt(lines.get(PORT_LINE).strip()), Passwords.inDirectory(directory, random));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            throw new DatabaseException(
                    "The database in " + directory + " is in use but does not run yet; try again.", e);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    String password(Login login) {
        return passwords.of(login);
    }

    /** A connection outside of any pool, for what is done rarely. */
    Connection connect(Login login, String database) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(database));
        source.setUser(login.user());
        source.setPassword(passwords.of(login));
        source.setApplicationName("makegood-" + login.user());
        source.setConnectTimeout(CONNECT_SECONDS);
        return source.getConnection();
    }
}

package dev.makegood.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Whether a commit is on the disk when the server says so. */
enum Durability {
    /** An acknowledged commit survives the loss of the process and of the machine. */
    FULL,
    /** Nothing survives the loss of the machine: for tests, which begin anew each time. */
    NONE;

    String setting() {
        return this == FULL ? "on" : "off";
    }

    /** Refuses a server on which an acknowledged commit can be lost, whatever its files claim. */
    static void require(Connection connection) throws SQLException {
        Optional<String> lacking = lackingOf(connection);
        if (lacking.isPresent()) {
            throw new DatabaseException("The database may lose acknowledged commits: " + lacking.get()
                    + " is off. Makegood does not work on it.");
        }
    }

    /** The settings that are off and must not be, as this connection finds them. */
    static Optional<String> lackingOf(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                        select string_agg(name, ', ' order by name) from pg_settings
                        where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'
                        """);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }
}

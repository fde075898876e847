package dev.makegood.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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
        List<String> lacking = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                        select name, setting from pg_settings
                        where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'
                        order by name
                        """);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                lacking.add(rows.getString("name"));
            }
        }
        if (!lacking.isEmpty()) {
            throw new DatabaseException("The database may lose acknowledged commits: " + String.join(", ", lacking)
                    + " is off. Makegood does not work on it.");
        }
    }
}

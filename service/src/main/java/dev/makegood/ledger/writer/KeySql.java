package dev.makegood.ledger.writer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Reads what idempotency keys are bound to. */
final class KeySql {

    private static final String BOUND = "select id, fingerprint, entry from idempotency_key where id = any (?::uuid[])";

    private KeySql() {}

    /** The request that bound a key, and the entry that answers it for ever. */
    record Bound(UUID fingerprint, UUID entry) {}

    static Map<UUID, Bound> read(Connection connection, Collection<UUID> keys) throws SQLException {
        Map<UUID, Bound> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(BOUND)) {
            Rows.of(keys).bind(statement, 1);
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                Columns row = new Columns(rows);
                found.put(row.uuid("id"), new Bound(row.uuid("fingerprint"), row.uuid("entry")));
            }
        }
        return found;
    }
}

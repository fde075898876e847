package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.ArrayColumn.Type.TEXT;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.postgresql.core.BaseConnection;

/**
 * Puts the newer keys around every code that is kept under older ones alone, in short transactions, while the service
 * runs and may be run again after any end. Every instance must know the newer key before.
 */
public final class CodeRotation {

    /** So many codes are looked at and changed in one transaction. */
    static final int BATCH = 500;

    private static final String NEXT = """
            select encode(hash, 'hex') as hash, keys from code where hash > decode(?, 'hex') order by hash limit ?
            """;

    /**
     * A code that is being given anew is left for the next pass. A row is changed in place: who waits to take it
     * away takes it away as it is then.
     */
    private static final String RENEW = """
            update code c set hash = decode(n.hash, 'hex'), keys = n.keys
            from (
              select o.hash as old, k.hash, k.keys
              from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as k (old, old_keys, hash, keys)
              join code o on o.hash = decode(k.old, 'hex') and o.keys = k.old_keys
              for update of o skip locked
            ) n
            where c.hash = n.old
            """;

    private final Connection connection;
    private final CodeKeys keys;

    /** The connection's login must be the application's. */
    public CodeRotation(Connection connection, CodeKeys keys) {
        this.connection = connection;
        this.keys = keys;
    }

    /**
     * Goes through all codes until nothing is left to renew.
     *
     * @param progress is told how many codes were looked at and how many renewed
     * @return how many were renewed
     */
    public long run(LongConsumer progress) throws SQLException {
        connection.setAutoCommit(true);
        ArrayColumn.allow(connection.unwrap(BaseConnection.class));
        long renewed = 0;
        boolean left = true;
        while (left) {
            left = false;
            List<CodeKeys.Hashed> batch = next("");
            while (!batch.isEmpty()) {
                List<CodeKeys.Hashed> old = batch.stream()
                        .filter(kept -> keys.renewed(kept) != null)
                        .toList();
                left |= !old.isEmpty();
                renewed += renew(old);
                progress.accept(renewed);
                batch = next(batch.get(batch.size() - 1).hex());
            }
        }
        return renewed;
    }

    private List<CodeKeys.Hashed> next(String after) throws SQLException {
        List<CodeKeys.Hashed> batch = new ArrayList<>(BATCH);
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setString(1, after);
            statement.setInt(2, BATCH);
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                batch.add(new CodeKeys.Hashed(rows.getString("hash"), rows.getString("keys")));
            }
        }
        return batch;
    }

    private int renew(List<CodeKeys.Hashed> old) throws SQLException {
        if (old.isEmpty()) {
            return 0;
        }
        Rows rows = new Rows(TEXT, TEXT, TEXT, TEXT);
        for (CodeKeys.Hashed kept : old) {
            CodeKeys.Hashed renewed = keys.renewed(kept);
            if (renewed != null) {
                rows.add(kept.hex(), kept.chain(), renewed.hex(), renewed.chain());
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(RENEW)) {
            rows.bind(statement, 1);
            return statement.executeUpdate();
        }
    }
}

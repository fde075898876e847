import dev.makegood.platform.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** How large the ledger's tables and indexes are. */
final class Relations {

    private static final String SIZES =
            """
            select case when i.indexrelid is null then t.relname else t.relname || ', ' || c.relname end,
                   pg_relation_size(c.oid)
            from pg_class c
            left join pg_index i on i.indexrelid = c.oid
            join pg_class t on t.oid = coalesce(i.indrelid, c.oid)
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'i') and t.relname not like 'pgbench%'
            """;

    private Relations() {}

    /** Bytes by table, and by table and index. */
    static Map<String, Long> sizes(Database database) throws SQLException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Connection connection = database.connectAsReader();
                PreparedStatement statement = connection.prepareStatement(SIZES);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                sizes.put(rows.getString(1), rows.getLong(2));
            }
        }
        return sizes;
    }

    static long postings(Database database) throws SQLException {
        try (Connection connection = database.connectAsReader();
                PreparedStatement statement = connection.prepareStatement("select count(*) from posting");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Whether it is counted apart: every credit needs one of these, but they are not the ledger's record of it. */
    static boolean isApart(String name) {
        return name.startsWith("outbox") || name.startsWith("incident");
    }
}

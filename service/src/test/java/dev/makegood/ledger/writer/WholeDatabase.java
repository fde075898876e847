package dev.makegood.ledger.writer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks through every row of every table, for what must stand nowhere. */
public final class WholeDatabase {

    private WholeDatabase() {}

    /** The tables that have a row with this text in any of its columns, once for each row. */
    public static List<String> rowsWith(Connection owner, String text) throws SQLException {
        List<String> found = new ArrayList<>();
        for (String table : tables(owner)) {
            try (PreparedStatement statement = owner.prepareStatement(
                    "select count(*) from " + table + " t where strpos(upper(t::text), upper(?)) > 0")) {
                // A row's text doubles the quotes of a JSON text within it.
                statement.setString(1, text.replace("\"", "\"\""));
                ResultSet rows = statement.executeQuery();
                rows.next();
                for (long i = 0; i < rows.getLong(1); i++) {
                    found.add(table);
                }
            }
        }
        return found;
    }

    public static long rows(Connection owner, String table) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement("select count(*) from " + table);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static List<String> tables(Connection owner) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement statement = owner.prepareStatement("""
                        select quote_ident(relname) from pg_class
                        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                        """);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}

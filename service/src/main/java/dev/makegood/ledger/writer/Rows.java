package dev.makegood.ledger.writer;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into one statement, a column at a time: an insert from arrays costs the server
 * one plan and one execution, however many commands a batch holds. Each column is written as
 * PostgreSQL's array literal while the rows are added, which the statement casts to its type.
 */
final class Rows {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder[] columns;
    private int rows;
    private @Nullable Instant instant;
    private String instantText = "";

    Rows(int columns) {
        this.columns = new StringBuilder[columns];
        for (int i = 0; i < columns; i++) {
            this.columns[i] = new StringBuilder(64);
        }
    }

    void add(@Nullable Object... values) {
        if (values.length != columns.length) {
            throw new IllegalArgumentException(values.length + " values for " + columns.length + " columns");
        }
        for (int i = 0; i < values.length; i++) {
            StringBuilder column = columns[i].append(rows == 0 ? '{' : ',');
            Object value = values[i];
            if (value == null) {
                column.append("NULL");
            } else if (value instanceof UUID uuid) {
                append(column, uuid);
            } else if (value instanceof String text) {
                quote(column, text);
            } else if (value instanceof Instant at) {
                column.append(text(at));
            } else {
                column.append(value);
            }
        }
        rows++;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    /** Binds the columns from this parameter on and answers with the next. */
    int bind(PreparedStatement statement, int from) throws SQLException {
        int parameter = from;
        for (StringBuilder column : columns) {
            statement.setString(parameter++, rows == 0 ? "{}" : column + "}");
        }
        return parameter;
    }

    /** One column of ids. */
    static Rows of(Iterable<UUID> ids) {
        Rows rows = new Rows(1);
        ids.forEach(rows::add);
        return rows;
    }

    /** The rows of a batch mostly have one instant. */
    private String text(Instant at) {
        if (!at.equals(instant)) {
            instant = at;
            instantText = at.toString();
        }
        return instantText;
    }

    private static void quote(StringBuilder column, String text) {
        column.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                column.append('\\');
            }
            column.append(c);
        }
        column.append('"');
    }

    private static void append(StringBuilder column, UUID uuid) {
        append(column, uuid.getMostSignificantBits());
        append(column, uuid.getLeastSignificantBits());
    }

    private static void append(StringBuilder column, long bits) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            column.append(HEX[(int) (bits >>> shift) & 15]);
        }
    }

    /** An array within a row. */
    static String array(List<UUID> values) {
        StringBuilder text = new StringBuilder(2 + values.size() * 33).append('{');
        for (UUID value : values) {
            append(text.length() > 1 ? text.append(',') : text, value);
        }
        return text.append('}').toString();
    }
}

package dev.makegood.ledger.writer;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into one statement, a column at a time: an insert from arrays costs the server
 * one plan and one execution, however many commands a batch holds.
 */
final class Rows {

    private final String[] types;
    private final List<List<@Nullable Object>> columns = new ArrayList<>();

    Rows(String... types) {
        this.types = types;
        for (int i = 0; i < types.length; i++) {
            columns.add(new ArrayList<>());
        }
    }

    void add(@Nullable Object... values) {
        if (values.length != types.length) {
            throw new IllegalArgumentException(values.length + " values for " + types.length + " columns");
        }
        for (int i = 0; i < values.length; i++) {
            columns.get(i).add(text(values[i]));
        }
    }

    boolean isEmpty() {
        return columns.get(0).isEmpty();
    }

    /** Binds the columns from this parameter on and answers with the next. */
    int bind(PreparedStatement statement, int from) throws SQLException {
        int parameter = from;
        for (int i = 0; i < types.length; i++) {
            Object[] values = columns.get(i).toArray();
            statement.setArray(parameter++, statement.getConnection().createArrayOf(types[i], values));
        }
        return parameter;
    }

    private static @Nullable Object text(@Nullable Object value) {
        return value instanceof Instant || value instanceof LocalDate || value instanceof UUID
                ? value.toString()
                : value;
    }

    /** An array within a row, as PostgreSQL writes it. */
    static String array(List<UUID> values) {
        StringBuilder text = new StringBuilder(2 + values.size() * 37).append('{');
        for (UUID value : values) {
            text.append(text.length() > 1 ? "," : "").append(value);
        }
        return text.append('}').toString();
    }
}

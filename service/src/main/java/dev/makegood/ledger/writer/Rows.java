package dev.makegood.ledger.writer;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into one statement, a column at a time: an insert from arrays costs the server
 * one plan and one execution, however many commands a batch holds.
 */
final class Rows {

    private final ArrayColumn[] columns;
    private int rows;

    Rows(ArrayColumn.Type... types) {
        this.columns = new ArrayColumn[types.length];
        for (int i = 0; i < types.length; i++) {
            this.columns[i] = new ArrayColumn(types[i]);
        }
    }

    void add(@Nullable Object... values) {
        if (values.length != columns.length) {
            throw new IllegalArgumentException(values.length + " values for " + columns.length + " columns");
        }
        for (int i = 0; i < values.length; i++) {
            columns[i].add(values[i]);
        }
        rows++;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    /** Binds the columns from this parameter on and answers with the next. */
    int bind(PreparedStatement statement, int from) throws SQLException {
        int parameter = from;
        for (ArrayColumn column : columns) {
            statement.setObject(parameter++, column);
        }
        return parameter;
    }

    /** One column of ids. */
    static Rows of(Iterable<UUID> ids) {
        Rows rows = new Rows(ArrayColumn.Type.UUID);
        ids.forEach(rows::add);
        return rows;
    }

    /** An array within a row, as a literal: PostgreSQL has no arrays of arrays of different lengths. */
    static String array(List<UUID> values) {
        StringBuilder text = new StringBuilder(2 + values.size() * 37).append('{');
        for (UUID value : values) {
            (text.length() > 1 ? text.append(',') : text).append(value);
        }
        return text.append('}').toString();
    }
}

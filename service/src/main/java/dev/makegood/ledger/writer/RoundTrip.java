package dev.makegood.ledger.writer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements that travel together and run in this order, each seeing what was committed before it
 * ran. One whose rows are empty has nothing to do and stays behind.
 */
final class RoundTrip {

    /** What is done with each row of an answer. */
    interface Reader {
        void read(Columns row) throws SQLException;
    }

    /** A statement, its parameters, and who reads its answer. */
    private record Asked(
            String sql, @Nullable Rows rows, @Nullable Reader reader) {}

    private final Connection connection;
    private final List<Asked> statements = new ArrayList<>();

    RoundTrip(Connection connection) {
        this.connection = connection;
    }

    /** Runs a statement without parameters; its answer, if it has one, is passed over. */
    RoundTrip run(String sql) {
        statements.add(new Asked(sql, null, null));
        return this;
    }

    RoundTrip ask(String sql, Reader reader) {
        statements.add(new Asked(sql, null, reader));
        return this;
    }

    RoundTrip write(String sql, Rows rows) {
        if (!rows.isEmpty()) {
            statements.add(new Asked(sql, rows, null));
        }
        return this;
    }

    RoundTrip ask(String sql, Rows rows, Reader reader) {
        if (!rows.isEmpty()) {
            statements.add(new Asked(sql, rows, reader));
        }
        return this;
    }

    /** Sends all of them and reads their answers. */
    void send() throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        statements.forEach(one -> text.append(one.sql).append(";\n"));
        try (PreparedStatement together = connection.prepareStatement(text.toString())) {
            int next = 1;
            for (Asked one : statements) {
                next = one.rows == null ? next : one.rows.bind(together, next);
            }
            boolean rows = together.execute();
            for (Asked one : statements) {
                read(one, rows ? together.getResultSet() : null);
                rows = together.getMoreResults();
            }
        }
    }

    private static void read(Asked one, @Nullable ResultSet answer) throws SQLException {
        if (one.reader == null) {
            return;
        }
        if (answer == null) {
            throw new SQLException("the server answered fewer statements than were sent");
        }
        Columns row = new Columns(answer);
        while (answer.next()) {
            one.reader.read(row);
        }
    }
}

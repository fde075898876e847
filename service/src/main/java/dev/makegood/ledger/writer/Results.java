package dev.makegood.ledger.writer;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The answers of several statements that travelled together; those without rows are passed over. */
final class Results {

    private final PreparedStatement statement;
    private boolean rows;
    private boolean started;

    Results(PreparedStatement statement) {
        this.statement = statement;
    }

    /** The next answer that has rows; the one before must have been read. */
    ResultSet next() throws SQLException {
        rows = started ? statement.getMoreResults() : statement.execute();
        started = true;
        while (!rows && statement.getUpdateCount() != -1) {
            rows = statement.getMoreResults();
        }
        if (!rows) {
            throw new SQLException("the server answered fewer statements than were sent");
        }
        return statement.getResultSet();
    }
}

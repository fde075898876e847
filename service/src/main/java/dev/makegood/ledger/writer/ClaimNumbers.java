package dev.makegood.ledger.writer;

import dev.makegood.ledger.ClaimNumber;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** One lane's claim numbers, leased in blocks so that lanes and instances share nothing on the way. */
final class ClaimNumbers {

    private static final int BLOCK = 500;
    private static final String LEASE = """
            insert into claim_number_block as b (year, next) values (?, 1 + ?)
            on conflict (year) do update set next = b.next + excluded.next - 1
            returning next
            """;

    private int year;
    private long next;
    private long end;

    ClaimNumber next(Connection connection, int ofYear) throws SQLException {
        if (next == end || year != ofYear) {
            try (PreparedStatement lease = connection.prepareStatement(LEASE)) {
                lease.setInt(1, ofYear);
                lease.setInt(2, BLOCK);
                ResultSet row = lease.executeQuery();
                row.next();
                year = ofYear;
                end = row.getLong(1);
                next = end - BLOCK;
            }
        }
        return new ClaimNumber(year, next++);
    }
}

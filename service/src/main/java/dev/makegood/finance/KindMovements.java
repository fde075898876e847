package dev.makegood.finance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** How often credits of a kind were given, set aside, spent, settled by a receipt, given back and expired, as the postings tell. */
public record KindMovements(
        String kind, long issued, long held, long redeemed, long settled, long reversed, long expired) {

    private static final String SQL = """
            select c.kind,
              count(*) filter (where p.from_kind = 'FUNDING') as issued,
              count(*) filter (where p.to_kind = 'HELD') as held,
              count(*) filter (where p.to_kind = 'REDEEMED') as redeemed,
              count(*) filter (where p.to_kind = 'SETTLEMENT') as settled,
              count(*) filter (where p.from_kind = 'REDEEMED') as reversed,
              count(*) filter (where p.to_kind = 'EXPIRED') as expired
            from posting p join credit c on c.id = p.credit and c.owner = p.owner
            where p.head_version is not null
            group by c.kind order by c.kind
            """;

    /** Every kind that was ever given; it reads all postings. */
    public static List<KindMovements> read(Connection connection) throws SQLException {
        List<KindMovements> kinds = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SQL);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                kinds.add(new KindMovements(
                        row.getString("kind"),
                        row.getLong("issued"),
                        row.getLong("held"),
                        row.getLong("redeemed"),
                        row.getLong("settled"),
                        row.getLong("reversed"),
                        row.getLong("expired")));
            }
        }
        return kinds;
    }
}

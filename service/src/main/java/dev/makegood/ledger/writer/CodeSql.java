package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.ArrayColumn.Type.INT4;
import static dev.makegood.ledger.writer.ArrayColumn.Type.TEXT;

import dev.makegood.ledger.Code;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.decision.CodeRule;
import dev.makegood.ledger.decision.Known;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Finds what codes stand for. For a code that nobody gave out the same statements read the same rows of another code's
 * credit, so that not even their time tells.
 */
final class CodeSql {

    private static final String DIRECTORY = """
            select k.code, c.credit, c.owner, c.entry, c.last_four
            from unnest(?::int[], ?::text[]) as k (code, hash) join code c on c.hash = decode(k.hash, 'hex')
            union all
            (select -1, credit, owner, entry, last_four from code where hash > decode(?, 'hex') order by hash limit 1)
            """;

    /** Marks the code that stands next to one in the directory. */
    private static final int NEIGHBOUR = -1;

    /** A credit that does not exist, while the directory is as good as empty. */
    private static final CreditId NOBODY = new CreditId(new UUID(0, 0));

    private final Connection connection;
    private final CodeKeys keys;
    private final Set<UUID> credits = new HashSet<>();

    CodeSql(Connection connection, CodeKeys keys) {
        this.connection = connection;
        this.keys = keys;
    }

    /** What stands in the directory under a code. */
    private record Row(CreditId credit, EntryId entry, String lastFour) {}

    /** Tells what the codes stand for, as it stands now. */
    void find(Collection<Code> wanted, Instant now, Known known) throws SQLException {
        List<Code> codes = new ArrayList<>(wanted);
        Map<Integer, Row> rows = directory(codes);
        Row neighbour = rows.remove(NEIGHBOUR);
        CreditId instead = neighbour == null ? NOBODY : neighbour.credit;
        for (int i = 0; i < codes.size(); i++) {
            Row row = rows.get(i);
            credits.add((row == null ? instead : row.credit).value());
        }
        Map<CreditId, OpenCredit> standing = standing();
        rows.forEach((place, row) -> {
            OpenCredit stands = standing.get(row.credit);
            if (stands != null) {
                known.add(
                        codes.get(place),
                        new Known.Coded(row.credit, row.entry, row.lastFour, stands, CodeRule.over(stands, now)));
            }
        });
    }

    /** The credits to read next, also those in the place of what nobody gave out. */
    Set<UUID> credits() {
        return credits;
    }

    private Map<Integer, Row> directory(List<Code> codes) throws SQLException {
        Rows hashes = new Rows(INT4, TEXT);
        for (int i = 0; i < codes.size(); i++) {
            for (CodeKeys.Hashed hashed : keys.all(codes.get(i))) {
                hashes.add(i, hashed.hex());
            }
        }
        Map<Integer, Row> rows = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(DIRECTORY)) {
            int next = hashes.bind(statement, 1);
            statement.setString(next, keys.fresh(codes.get(0)).hex());
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                Columns row = new Columns(found);
                rows.put(
                        (int) row.number("code"),
                        new Row(
                                new CreditId(row.uuid("credit")),
                                new EntryId(row.uuid("entry")),
                                row.text("last_four")));
            }
        }
        return rows;
    }

    private Map<CreditId, OpenCredit> standing() throws SQLException {
        Map<CreditId, OpenCredit> standing = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LockSql.NAMED_CREDITS)) {
            Rows.of(credits).bind(statement, 1);
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                OpenCredit credit = LockSql.named(new Columns(rows));
                standing.put(credit.id(), credit);
            }
        }
        return standing;
    }
}

package dev.makegood.credit;

import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Unit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** By plain statements, as the ledger's own reads: balances are what is read most, and JDBI sets each call up anew. */
final class BalanceSql {

    static final String NOW = """
            select h.unit, h.version, h.recorded_at,
                   o.credit, o.head_version, o.available, o.held, o.state, o.expires_at, o.expires_on, o.zone,
                   o.moved_to, o.moved_on, o.moved_zone, o.holds, l.kind, l.terms is null
            from customer c
            left join customer_head h on h.owner = c.key and h.version > 0
            left join lateral credits_at(h.owner, h.unit, 'infinity') o on true
            left join credit l on l.id = o.credit and l.owner = h.owner
            where c.number = ?
            order by h.unit
            """;
    static final String AS_OF = """
            select h.unit, h.version, null::timestamptz,
                   o.credit, o.head_version, o.available, o.held, o.state, o.expires_at, o.expires_on, o.zone,
                   o.moved_to, o.moved_on, o.moved_zone, o.holds, l.kind, l.terms is null
            from (select ?::timestamptz as instant) at
            join customer c on c.number = ?
            left join lateral (
              select k.unit, greatest(
                (select p.head_version from posting p
                 where p.owner = k.owner and p.unit = k.unit and p.recorded_at <= at.instant
                   and p.head_version is not null
                 order by p.recorded_at desc, p.head_version desc limit 1),
                (select g.head_version from credit_change g
                 where g.owner = k.owner and g.unit = k.unit and g.recorded_at <= at.instant
                 order by g.recorded_at desc, g.head_version desc limit 1)) as version
              from customer_head k where k.owner = c.key
            ) h on h.version is not null
            left join lateral credits_at(c.key, h.unit, at.instant) o on true
            left join credit l on l.id = o.credit and l.owner = c.key
            order by h.unit
            """;

    private final DataSource reads;

    BalanceSql(DataSource reads) {
        this.reads = reads;
    }

    /** A credit that was open, and whether a draw by unit takes from it: so it is when it has no terms of its own. */
    record Open(CreditId id, Unit unit, LatestRow latest, Kind kind, boolean plain) {

        OpenCredit credit(Instant at) {
            return latest.credit(id, unit, at);
        }
    }

    /** A unit of a customer with one of the credits open in it; a unit, or a customer, without any has a row too. */
    record Row(
            @Nullable Unit unit,
            long version,
            @Nullable Instant recordedAt,
            @Nullable Open open) {}

    List<Row> now(CustomerNumber customer) {
        return read(NOW, List.of(customer.value()));
    }

    List<Row> asOf(CustomerNumber customer, Instant at) {
        OffsetDateTime instant = at.atOffset(ZoneOffset.UTC);
        return read(AS_OF, List.of(instant, customer.value()));
    }

    private List<Row> read(String sql, List<Object> parameters) {
        try (Connection connection = reads.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            List<Row> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("balances could not be read", e);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        String code = row.getString(1);
        if (code == null) {
            return new Row(null, 0, null, null);
        }
        Unit unit = Unit.of(code);
        UUID credit = row.getObject(4, UUID.class);
        return new Row(
                unit,
                row.getLong(2),
                instant(row, 3),
                credit == null
                        ? null
                        : new Open(
                                new CreditId(credit),
                                unit,
                                latest(row),
                                Kind.valueOf(row.getString(16)),
                                row.getBoolean(17)));
    }

    private static LatestRow latest(ResultSet row) throws SQLException {
        String moved = row.getString(14);
        return new LatestRow(
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                CreditState.valueOf(row.getString(8)),
                instant(row, 9),
                row.getObject(10, LocalDate.class),
                ZoneId.of(row.getString(11)),
                instant(row, 12),
                row.getObject(13, LocalDate.class),
                moved == null ? null : ZoneId.of(moved),
                row.getString(15));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}

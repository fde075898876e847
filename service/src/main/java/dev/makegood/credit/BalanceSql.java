package dev.makegood.credit;

import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Unit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface BalanceSql {

    /** A unit of a customer with one of the credits open in it; a unit, or a customer, without any has a row too. */
    record Row(
            @Nullable Unit unit,
            long version,
            @Nullable Instant recordedAt,
            @Nullable OpenCredit credit) {}

    @SqlQuery("""
            select h.unit, h.version, h.recorded_at,
                   o.credit, o.head_version, o.available, o.held, o.state, o.expires_at, o.expires_on, o.zone,
                   o.moved_to, o.moved_on, o.moved_zone
            from customer c
            left join customer_head h on h.owner = c.key and h.version > 0
            left join lateral credits_at(h.owner, h.unit, 'infinity') o on true
            where c.number = :customer
            order by h.unit
            """)
    @RegisterRowMapper(RowOf.class)
    List<Row> now(CustomerNumber customer);

    @SqlQuery("""
            select h.unit, h.version, null::timestamptz,
                   o.credit, o.head_version, o.available, o.held, o.state, o.expires_at, o.expires_on, o.zone,
                   o.moved_to, o.moved_on, o.moved_zone
            from customer c
            left join lateral (
              select k.unit, greatest(
                (select p.head_version from posting p
                 where p.owner = k.owner and p.unit = k.unit and p.recorded_at <= :at and p.head_version is not null
                 order by p.recorded_at desc, p.head_version desc limit 1),
                (select g.head_version from credit_change g
                 where g.owner = k.owner and g.unit = k.unit and g.recorded_at <= :at
                 order by g.recorded_at desc, g.head_version desc limit 1)) as version
              from customer_head k where k.owner = c.key
            ) h on h.version is not null
            left join lateral credits_at(c.key, h.unit, :at) o on true
            where c.number = :customer
            order by h.unit
            """)
    @RegisterRowMapper(RowOf.class)
    List<Row> asOf(CustomerNumber customer, Instant at);

    /** For how many microseconds the oldest transaction that writes has been running. */
    @SqlQuery("""
            select coalesce(max(extract(epoch from clock_timestamp() - xact_start)) * 1000000, 0)::bigint
            from pg_stat_activity
            where backend_xid is not null and datname = current_database()
            """)
    long oldestWriterMicros();

    /** By position and without reflection: balances are what is read most. */
    final class RowOf implements RowMapper<Row> {

        @Override
        public Row map(ResultSet row, StatementContext context) throws SQLException {
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
                    credit == null ? null : latest(row).credit(new CreditId(credit), unit));
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
                    moved == null ? null : ZoneId.of(moved));
        }

        private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
            Timestamp value = row.getTimestamp(column);
            return value == null ? null : value.toInstant();
        }
    }
}

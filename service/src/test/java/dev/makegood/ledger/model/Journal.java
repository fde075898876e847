package dev.makegood.ledger.model;

import dev.makegood.ledger.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Reads the journal from where it was left, in its own order, with statements of its own. */
final class Journal {

    private static final String TIME = "'YYYY-MM-DD\"T\"HH24:MI:SS.US'";
    private static final String EXPIRY = """
            , to_char(r.expires_at at time zone 'UTC', %s), r.expires_on, r.zone
            """.formatted(TIME);
    private static final String OPEN = ", array(select o from unnest(r.open) as o order by o),"
            + " array(select o from unnest(r.holds) as o order by o)";
    /** Each text that the terms name stands there as its salted hash, as in the command. */
    private static final String TERMS = """
            , (select string_agg(coalesce(split_part(m, '=', 1) || '=' ||
                (select encode(sha256(t.salt || convert_to(t.body, 'UTF8')), 'hex') from text t
                 where t.id = case when m ~ '=[0-9a-f]{8}-[0-9a-f-]{27}$' then right(m, 36)::uuid end), m), ';' order by n)
               from unnest(string_to_array(r.terms, ';')) with ordinality as member (m, n))
            """;

    private static final String ENTRIES = """
            select j.id, j.owner, j.command_id, j.command, j.actor, j.role, j.heads, j.recorded_at,
              j.epoch, j.xid::text as xid, j.ordinal,
              j.outcome, j.facts, j.reason, j.incident, j.cost_centre, j.limits, j.due, j.due_version, j.postings
            from journal j where (j.epoch, j.xid, j.ordinal) > (?, ?::xid8, ?) order by j.epoch, j.xid, j.ordinal
            """;
    private static final Map<String, String> ROWS = Map.of(
            "posting",
            "r.number, r.owner, r.unit, r.amount, r.from_kind, r.from_party, r.to_kind, r.to_party, r.credit,"
                    + " r.reverses, r.reverses_number, r.line, r.head_version, r.available, r.held, r.state" + EXPIRY
                    + OPEN,
            "credit_change",
            "r.number, r.owner, r.unit, r.what, r.credit, r.head_version, r.available, r.held, r.state" + EXPIRY + OPEN,
            "credit",
            "r.id, r.owner, r.unit, r.kind, r.basis, r.face, r.currency, r.customer_value, r.fair_value, r.cost,"
                    + " r.rate_version, r.giver, r.charged, r.charged_day, r.cost_centre, r.incident" + EXPIRY
                    + TERMS + ", r.came_from",
            "window_usage",
            "r.subject_kind, r.subject, r.period, r.mode, r.value, r.total, r.version, r.limit_version",
            "hold",
            """
            r.id, r.owner, r.placed_by, r.redeemer, to_char(r.ends_at at time zone 'UTC', %s), r.discounts, r.by_bearer
            """.formatted(TIME),
            "reminder",
            "r.unit, r.days, r.expires_on, array(select o from unnest(r.credits) as o order by o)",
            "reminder_report",
            "r.reminder, r.outcome",
            "resolution",
            "r.incident, r.owner, r.outcome, r.resolved_by",
            "incident",
            """
            r.id, r.owner, r.claim_number, r.reason, r.severity, r.channel, r.discovered_by,
              to_char(r.occurred_at at time zone 'UTC', %1$s), to_char(r.resolve_by at time zone 'UTC', %1$s),
              r.opened_by, r.cost_centre
            """.formatted(TIME));

    private int epoch;
    private String xid = "0";
    private int ordinal;

    /** The service never looks these up by entry; without an index a run's cost would grow with its square. */
    static void index(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            for (String table : List.of("usage", "credit", "incident", "resolution")) {
                statement.execute("create index model_" + table + " on " + table + " (entry)");
            }
        }
    }

    /** All entries that were not read before; nothing may be under way. */
    List<Row> next(Connection connection) throws SQLException {
        Map<UUID, List<String>> lines = new LinkedHashMap<>();
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ENTRIES)) {
            statement.setInt(1, epoch);
            statement.setString(2, xid);
            statement.setInt(3, ordinal);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                UUID id = row.getObject("id", UUID.class);
                List<String> own = new ArrayList<>();
                lines.put(id, own);
                rows.add(row(row, own));
                epoch = row.getInt("epoch");
                xid = row.getString("xid");
                ordinal = row.getInt("ordinal");
            }
        }
        for (String table : ROWS.keySet()) {
            read(connection, table, lines);
        }
        lines.values().forEach(own -> Collections.sort(own.subList(1, own.size())));
        return rows;
    }

    private static void read(Connection connection, String table, Map<UUID, List<String>> lines) throws SQLException {
        // A reminder is its entry, and so is a hold.
        String entry = Set.of("reminder", "hold").contains(table) ? "r.id" : "r.entry";
        String sql = "select " + entry + ", " + ROWS.get(table) + " from " + table + " r where " + entry
                + " = any (?::uuid[])";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Object[] entries = lines.keySet().stream().map(UUID::toString).toArray();
            statement.setArray(1, connection.createArrayOf("uuid", entries));
            ResultSet row = statement.executeQuery();
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                Objects.requireNonNull(lines.get(row.getObject(1, UUID.class)))
                        .add(Lines.line(table, values(row, 2, columns)));
            }
        }
    }

    private static Object[] values(ResultSet row, int from, int to) throws SQLException {
        Object[] values = new Object[to - from + 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getString(from + i);
        }
        return values;
    }

    private static Row row(ResultSet row, List<String> lines) throws SQLException {
        String command = row.getString("command");
        Instant recordedAt = row.getObject("recorded_at", OffsetDateTime.class).toInstant();
        lines.add(Lines.line("entry", values(row, 12, 20)));
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("owner", UUID.class),
                row.getObject("command_id", UUID.class),
                command.substring(0, command.indexOf("/1 ")),
                Lines.parse(command.substring(command.indexOf(' ') + 1)),
                row.getString("outcome"),
                row.getObject("actor", UUID.class),
                Role.of(row.getString("role")),
                heads(row.getString("heads")),
                recordedAt,
                lines);
    }

    private static List<Row.Read> heads(String text) {
        return Arrays.stream(text.split(" ", -1))
                .map(part -> part.split("=", 2))
                .map(part -> new Row.Read(part[0], part[1]))
                .toList();
    }
}

package dev.makegood.ledger.writer;

import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditChange;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Incident;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Limits;
import dev.makegood.ledger.Posting;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/** Reads entries whole, as they were decided: an answer can be given twice. */
public final class JournalReader {

    private static final String ENTRIES = """
            select id, owner, command_id, command, outcome, facts, actor, role, reason, incident, cost_centre,
              limits, heads, due, due_version, recorded_at
            from journal where id = any (?::uuid[])
            """;
    private static final String POSTINGS = """
            select entry, number, owner, unit, amount, from_kind, from_party, to_kind, to_party, credit, reverses,
              reverses_number, head_version, available, held, state, expires_at, expires_on, zone, open, holds, line
            from posting where entry = any (?::uuid[]) order by number
            """;
    private static final String CHANGES = """
            select entry, number, owner, unit, credit, what, head_version, available, held, state, expires_at,
              expires_on, zone, open, holds
            from credit_change where entry = any (?::uuid[]) order by number
            """;
    private static final String CREDITS = """
            select c.id, c.owner, c.entry, c.unit, c.kind, c.basis, c.face, c.terms, c.currency, c.customer_value,
              c.fair_value, c.cost, c.rate_version, c.giver, c.charged, c.charged_day, c.cost_centre, c.incident, c.expires_at,
              c.expires_on, c.zone, c.came_from, c.recorded_at
            from posting p join credit c on c.id = p.credit and c.owner = p.owner
            where p.entry = any (?::uuid[]) and c.entry = p.entry and p.from_kind in ('FUNDING', 'TRANSIT')
            order by p.number
            """;

    private final DataSource database;

    public JournalReader(DataSource database) {
        this.database = database;
    }

    public Optional<Entry> entry(EntryId id) {
        try (Connection connection = database.getConnection()) {
            ArrayColumn.allow(connection.unwrap(BaseConnection.class));
            return Optional.ofNullable(entries(connection, List.of(id.value())).get(id.value()));
        } catch (SQLException e) {
            throw new IllegalStateException("the journal could not be read", e);
        }
    }

    /** One row of an answer, kept under its entry. */
    private interface Reader<T> {
        T read(Columns row) throws SQLException;
    }

    static Map<UUID, Entry> entries(Connection connection, Collection<UUID> ids) throws SQLException {
        Map<UUID, List<Posting>> postings = group(connection, POSTINGS, "entry", ids, EntryRows::posting);
        Map<UUID, List<CreditChange>> changes = group(connection, CHANGES, "entry", ids, EntryRows::change);
        Map<UUID, List<Credit>> credits = group(connection, CREDITS, "entry", ids, EntryRows::credit);
        Map<UUID, List<Incident>> opened = group(connection, LocateSql.INCIDENT, "entry", ids, LocateSql::incident);
        Map<UUID, Entry> entries = new LinkedHashMap<>();
        group(connection, ENTRIES, "id", ids, row -> {
            UUID id = row.uuid("id");
            List<Incident> incident = opened.getOrDefault(id, List.of());
            Entry.Effects effects = new Entry.Effects(
                    postings.getOrDefault(id, List.of()),
                    credits.getOrDefault(id, List.of()),
                    changes.getOrDefault(id, List.of()),
                    incident.isEmpty() ? null : incident.get(0));
            return entries.put(id, entry(row, effects));
        });
        return entries;
    }

    private static Entry entry(Columns row, Entry.Effects effects) throws SQLException {
        UUID incident = row.uuidOrNull("incident");
        UUID centre = row.uuidOrNull("cost_centre");
        UUID due = row.uuidOrNull("due");
        String limits = row.textOrNull("limits");
        return new Entry(
                new EntryId(row.uuid("id")),
                row.uuid("owner"),
                row.uuid("command_id"),
                row.text("command"),
                row.text("outcome"),
                row.textOrNull("facts"),
                new Entry.Actor(new PrincipalId(row.uuid("actor")), Role.of(row.text("role"))),
                new Entry.About(
                        row.textOrNull("reason"),
                        incident == null ? null : new IncidentId(incident),
                        centre == null ? null : new CostCentreId(centre)),
                limits == null ? null : Limits.parse(limits),
                row.text("heads"),
                due == null ? null : new Entry.Due(due, row.number("due_version")),
                row.instant("recorded_at"),
                effects);
    }

    private static <T> Map<UUID, List<T>> group(
            Connection connection, String sql, String column, Collection<UUID> ids, Reader<@Nullable T> reader)
            throws SQLException {
        Map<UUID, List<T>> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Rows.of(ids).bind(statement, 1);
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                Columns row = new Columns(rows);
                T value = reader.read(row);
                if (value != null) {
                    found.computeIfAbsent(row.uuid(column), id -> new ArrayList<>())
                            .add(value);
                }
            }
        }
        return found;
    }
}

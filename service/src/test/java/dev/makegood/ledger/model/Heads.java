package dev.makegood.ledger.model;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Holds every head and every credit that is open against the model, once nothing is under way. */
final class Heads {

    private static final String TIME = "'YYYY-MM-DD\"T\"HH24:MI:SS.US'";
    private static final String CUSTOMERS = """
            select owner, unit, version, available, held, array(select o from unnest(open) as o order by o),
              array(select o from unnest(holds) as o order by o),
              to_char(recorded_at at time zone 'UTC', %s)
            from customer_head where version > 0 and owner = any (?::uuid[])
            """.formatted(TIME);
    private static final String CREDITS = """
            select c.credit, c.available, c.held, c.state,
              case when moved then to_char(c.moved_to at time zone 'UTC', %1$s)
                else to_char(c.expires_at at time zone 'UTC', %1$s) end,
              case when moved then c.moved_on else c.expires_on end, case when moved then c.moved_zone else c.zone end
            from customer_head h
            cross join lateral credits_at(h.owner, h.unit, 'infinity') c
            cross join lateral (select c.state in ('ACTIVE', 'BLOCKED') and coalesce(c.moved_to > c.expires_at, false)) as m (moved)
            where h.owner = any (?::uuid[])
            """.formatted(TIME);
    private static final String INCIDENTS = """
            select incident, owner, version, used, to_char(due at time zone 'UTC', %1$s),
              to_char(recorded_at at time zone 'UTC', %1$s)
            from incident_head where incident = any (?::uuid[])
            """.formatted(TIME);
    private static final String AGENTS = """
            select agent, version, day, day_used, month_used, to_char(recorded_at at time zone 'UTC', %s)
            from agent_head where version > 0
            """.formatted(TIME);
    private static final String ZONES =
            "select key, zone from customer where zone is not null and key = any (?::uuid[])";

    private final Model model;
    private final Connection connection;

    Heads(Model model, Connection connection) {
        this.model = model;
        this.connection = connection;
    }

    /** Compares, and keeps each customer's zone as the one that was set last. */
    void compare() throws SQLException {
        Set<UUID> owners = new HashSet<>(model.zones.keySet());
        model.wallets.keySet().forEach(key -> owners.add(key.owner()));
        compare("customer", CUSTOMERS, owners, customers());
        compare("credit", CREDITS, owners, credits());
        compare("incident", INCIDENTS, model.cases.keySet(), incidents());
        compare("agent", AGENTS, List.of(), agents());
        zones(owners);
    }

    private Set<String> customers() {
        Set<String> lines = new TreeSet<>();
        model.wallets.values().stream()
                .filter(wallet -> wallet.version > 0)
                .forEach(wallet -> lines.add(Lines.line(
                        "customer",
                        wallet.key.owner(),
                        wallet.key.unit(),
                        wallet.version,
                        wallet.available(),
                        wallet.held(),
                        wallet.open(),
                        wallet.openHolds(),
                        wallet.recordedAt)));
        return lines;
    }

    private Set<String> credits() {
        Set<String> lines = new TreeSet<>();
        model.lots.values().stream()
                .filter(Lot::open)
                .forEach(lot -> lines.add(
                        Lines.line("credit", lot.terms.id(), lot.available, lot.held, lot.state, lot.expiry)));
        return lines;
    }

    private Set<String> incidents() {
        Set<String> lines = new TreeSet<>();
        model.cases
                .values()
                .forEach(one -> lines.add(
                        Lines.line("incident", one.id, one.owner, one.version, one.used, one.due, one.recordedAt)));
        return lines;
    }

    private Set<String> agents() {
        Set<String> lines = new TreeSet<>();
        model.givers.values().stream()
                .filter(giver -> giver.version > 0)
                .forEach(giver -> lines.add(Lines.line(
                        "agent",
                        giver.id,
                        giver.version,
                        giver.day,
                        giver.dayUsed,
                        giver.monthUsed,
                        giver.recordedAt)));
        return lines;
    }

    private void compare(String table, String sql, Collection<UUID> owners, Set<String> expected) throws SQLException {
        Set<String> found = new TreeSet<>();
        for (List<@Nullable String> row : read(sql, owners)) {
            found.add(Lines.line(table, row.toArray()));
        }
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(found);
        found.removeAll(expected);
        if (!missing.isEmpty() || !found.isEmpty()) {
            throw new Model.Divergence("the model has\n " + first(missing) + "\nand the ledger has\n " + first(found));
        }
    }

    private static String first(Set<String> lines) {
        return String.join("\n ", lines.stream().limit(10).toList());
    }

    private void zones(Set<UUID> owners) throws SQLException {
        for (List<@Nullable String> row : read(ZONES, owners)) {
            UUID owner = UUID.fromString(String.valueOf(row.get(0)));
            String zone = String.valueOf(row.get(1));
            if (!model.zones(owner).contains(zone)) {
                throw new Model.Divergence("the zone " + zone + " of " + owner + " was never set");
            }
            model.zones(owner).retainAll(Set.of(zone));
        }
    }

    private List<List<@Nullable String>> read(String sql, Collection<UUID> owners) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (statement.getParameterMetaData().getParameterCount() > 0) {
                statement.setArray(
                        1,
                        connection.createArrayOf(
                                "uuid", owners.stream().map(UUID::toString).toArray()));
            }
            ResultSet row = statement.executeQuery();
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<@Nullable String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(row.getString(i));
                }
                rows.add(values);
            }
        }
        return rows;
    }
}

package dev.makegood.ledger.writer;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.decision.Decision;
import dev.makegood.ledger.decision.Known;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The agent registry in its tables: a version for each time that something was said of an agent. */
final class AgentRows {

    static final String ALL = """
            select id, role, subject, level, cost_centre, manager, own_customers, household, active_from, active_to
            from agent
            """;

    private AgentRows() {}

    static Settings.Agent agent(Columns row) throws SQLException {
        UUID manager = row.uuidOrNull("manager");
        return new Settings.Agent(
                new AgentId(row.uuid("id")),
                Role.of(row.text("role")),
                row.text("subject"),
                row.text("level"),
                new CostCentreId(row.uuid("cost_centre")),
                manager == null ? null : new AgentId(manager),
                customers(row.uuids("own_customers")),
                customers(row.uuids("household")),
                row.instant("active_from"),
                row.instantOrNull("active_to"));
    }

    private static Set<CustomerId> customers(UUID[] keys) {
        return Arrays.stream(keys).map(CustomerId::new).collect(Collectors.toUnmodifiableSet());
    }

    /** A new agent has a name, and a head to be locked. */
    static void register(Connection connection, SettingsCommand.RegisterAgent agent, UUID id) throws SQLException {
        SettingsSql.update(
                connection,
                "insert into principal (id, role, subject) values (?, ?, ?)",
                id,
                agent.role().word(),
                agent.subject());
        SettingsSql.update(connection, "insert into agent_head (agent) values (?)", id);
    }

    static void append(
            Connection connection,
            UUID agent,
            SettingsCommand.Registration as,
            Decision.Setting setting,
            Known known,
            Instant recordedAt)
            throws SQLException {
        SettingsSql.update(
                connection,
                """
                insert into agent_version (version, agent, level, cost_centre, manager, own_customers, household,
                  active_from, active_to, set_by, recorded_at)
                select ?, ?, ?, id, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?::timestamptz
                from cost_centre where code = ?
                """,
                setting.version(),
                agent,
                as.level(),
                as.manager() == null ? null : as.manager().value(),
                keys(connection, known.customers(as.ownCustomers())),
                keys(connection, known.customers(as.household())),
                as.activeFrom() == null ? recordedAt : as.activeFrom(),
                as.activeTo(),
                setting.by().value(),
                recordedAt,
                as.costCentre());
    }

    private static java.sql.Array keys(Connection connection, Set<CustomerId> customers) throws SQLException {
        return connection.createArrayOf(
                "uuid", customers.stream().map(CustomerId::value).toArray());
    }
}

package dev.makegood.ledger.writer;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Basis;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.decision.Decision;
import dev.makegood.ledger.decision.Known;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads the settings whole, when their version has moved, and writes one change of them. */
final class SettingsSql {

    private SettingsSql() {}

    /** One row of an answer. */
    private interface RowReader {
        void read(Columns row) throws SQLException;
    }

    static Settings read(Connection connection) throws SQLException {
        long[] version = new long[1];
        Instant[] recordedAt = {Instant.MIN};
        Map<String, Settings.Level> levels = new HashMap<>();
        List<Settings.LimitVersion> limits = new ArrayList<>();
        Map<CostCentreId, Settings.CostCentre> centres = new HashMap<>();
        Map<AgentId, Settings.Agent> agents = new HashMap<>();
        List<Settings.Rate> rates = new ArrayList<>();
        List<Settings.AverageSpend> spends = new ArrayList<>();
        List<Settings.Term> terms = new ArrayList<>();
        each(connection, "select version, recorded_at from settings", row -> {
            version[0] = row.number("version");
            recordedAt[0] = row.instant("recorded_at");
        });
        each(connection, "select code, over_limit_to, reply_minutes from level", row -> {
            Integer minutes = row.row().getObject("reply_minutes", Integer.class);
            String[] next = (String[]) row.row().getArray("over_limit_to").getArray();
            levels.put(row.text("code"), new Settings.Level(row.text("code"), List.of(next), minutes));
        });
        String limitSql = """
                select version, level, agent, currency, incident, day, month, valid_from, valid_to
                from limit_version
                """;
        each(connection, limitSql, row -> limits.add(limit(row)));
        each(connection, "select id, code, zone from cost_centre", row -> {
            CostCentreId id = new CostCentreId(row.uuid("id"));
            centres.put(id, new Settings.CostCentre(id, row.text("code"), ZoneId.of(row.text("zone"))));
        });
        each(connection, AgentRows.ALL, row -> {
            Settings.Agent agent = AgentRows.agent(row);
            agents.put(agent.id(), agent);
        });
        String rateSql = "select version, kind, unit, currency, customer, fair, cost, valid_from from rate";
        each(connection, rateSql, row -> rates.add(rate(row)));
        String spendSql = "select version, cost_centre, currency, amount, valid_from from average_spend";
        each(
                connection,
                spendSql,
                row -> spends.add(new Settings.AverageSpend(
                        row.number("version"),
                        new CostCentreId(row.uuid("cost_centre")),
                        new Amount(row.number("amount"), row.unit("currency")),
                        row.instant("valid_from"))));
        String termSql = "select kind, basis, months, least_months, activity, valid_from from expiry_term";
        each(connection, termSql, row -> terms.add(term(row)));
        Map<String, List<Settings.Agent>> people =
                agents.values().stream().collect(Collectors.groupingBy(Settings.Agent::subject));
        return new Settings(version[0], recordedAt[0], levels, limits, centres, agents, people, rates, spends, terms);
    }

    private static Settings.LimitVersion limit(Columns row) throws SQLException {
        UUID agent = row.uuidOrNull("agent");
        return new Settings.LimitVersion(
                row.number("version"),
                row.textOrNull("level"),
                agent == null ? null : new AgentId(agent),
                new SettingsCommand.LimitAmounts(
                        row.unit("currency"),
                        row.numberOrNull("incident"),
                        row.numberOrNull("day"),
                        row.numberOrNull("month")),
                row.instant("valid_from"),
                row.instantOrNull("valid_to"));
    }

    private static Settings.Rate rate(Columns row) throws SQLException {
        return new Settings.Rate(
                row.number("version"),
                Kind.valueOf(row.text("kind")),
                row.unit("unit"),
                new SettingsCommand.Worth(
                        row.unit("currency"),
                        row.row().getBigDecimal("customer"),
                        row.row().getBigDecimal("fair"),
                        row.row().getBigDecimal("cost")),
                row.instant("valid_from"));
    }

    private static Settings.Term term(Columns row) throws SQLException {
        return new Settings.Term(
                Kind.valueOf(row.text("kind")),
                Basis.valueOf(row.text("basis")),
                row.row().getObject("months", Integer.class),
                row.row().getObject("least_months", Integer.class),
                row.row().getBoolean("activity"),
                row.instant("valid_from"));
    }

    private static void each(Connection connection, String sql, RowReader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                reader.read(new Columns(rows));
            }
        }
    }

    /** Writes the change that a decision made, under the exclusive lock. */
    static void write(Connection connection, Decision.Setting setting, Known known, Instant recordedAt)
            throws SQLException {
        update(
                connection,
                "update settings set version = ?, recorded_at = ?::timestamptz",
                setting.version(),
                recordedAt);
        SettingsCommand command = setting.command();
        if (command instanceof SettingsCommand.SetLevel level) {
            level(connection, level, setting, recordedAt);
        } else if (command instanceof SettingsCommand.SetLimits limits) {
            limits(connection, limits, setting, recordedAt);
        } else if (command instanceof SettingsCommand.SetCostCentre centre) {
            update(connection, """
                    insert into cost_centre (id, code, zone, version) values (?, ?, ?, ?)
                    on conflict (code) do update set zone = excluded.zone, version = excluded.version
                    """, setting.id(), centre.code(), centre.zone().getId(), setting.version());
        } else if (command instanceof SettingsCommand.RegisterAgent register) {
            AgentRows.register(connection, register, setting.id());
            AgentRows.append(connection, setting.id(), register.as(), setting, known, recordedAt);
        } else if (command instanceof SettingsCommand.ChangeAgent change) {
            AgentRows.append(connection, change.agent().value(), change.as(), setting, known, recordedAt);
        } else if (command instanceof SettingsCommand.AddRate rate) {
            rate(connection, rate, setting, recordedAt);
        } else if (command instanceof SettingsCommand.SetAverageSpend spend) {
            update(
                    connection,
                    """
                    insert into average_spend (version, cost_centre, currency, amount, valid_from, recorded_at)
                    select ?, id, ?, ?, ?::timestamptz, ?::timestamptz from cost_centre where code = ?
                    """,
                    setting.version(),
                    spend.spend().unit().code(),
                    spend.spend().minor(),
                    setting.from(),
                    recordedAt,
                    spend.costCentre());
        }
    }

    private static void rate(
            Connection connection, SettingsCommand.AddRate rate, Decision.Setting setting, Instant recordedAt)
            throws SQLException {
        update(
                connection,
                """
                insert into rate (version, name, kind, unit, currency, customer, fair, cost, valid_from, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz)
                """,
                setting.version(),
                rate.name(),
                rate.kind().name(),
                rate.unit().code(),
                rate.worth().currency().code(),
                rate.worth().customer(),
                rate.worth().fair(),
                rate.worth().cost(),
                setting.from(),
                recordedAt);
    }

    private static void level(
            Connection connection, SettingsCommand.SetLevel level, Decision.Setting setting, Instant recordedAt)
            throws SQLException {
        Array next = connection.createArrayOf("text", level.overLimitTo().toArray());
        update(
                connection,
                """
                insert into level_version (version, level, over_limit_to, reply_minutes, set_by, recorded_at)
                values (?, ?, ?, ?, ?, ?::timestamptz)
                """,
                setting.version(),
                level.level(),
                next,
                level.replyMinutes(),
                setting.by().value(),
                recordedAt);
    }

    private static void limits(
            Connection connection, SettingsCommand.SetLimits limits, Decision.Setting setting, Instant recordedAt)
            throws SQLException {
        SettingsCommand.LimitAmounts amounts = limits.amounts();
        update(
                connection,
                """
                insert into limit_version
                  (version, level, agent, currency, incident, day, month, valid_from, valid_to, set_by, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?::timestamptz)
                """,
                setting.version(),
                limits.of() instanceof SettingsCommand.LimitsFor.OfLevel of ? of.level() : null,
                limits.of() instanceof SettingsCommand.LimitsFor.OfAgent of
                        ? of.agent().value()
                        : null,
                amounts.currency().code(),
                amounts.incident(),
                amounts.day(),
                amounts.month(),
                setting.from(),
                limits.validTo(),
                setting.by().value(),
                recordedAt);
    }

    static void update(Connection connection, String sql, @org.jspecify.annotations.Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                if (value == null) {
                    statement.setNull(i + 1, java.sql.Types.NULL);
                } else if (value instanceof Instant) {
                    statement.setString(i + 1, value.toString());
                } else {
                    statement.setObject(i + 1, value);
                }
            }
            statement.executeUpdate();
        }
    }
}

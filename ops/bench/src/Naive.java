import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The same grant as most services would do it: one transaction for each, a statement for each step,
 * a thread and a connection for each client. It writes rows of the same tables, so both pay the same
 * indexes.
 */
final class Naive {

    private static final List<Step> STEPS = Stream.of(
        "select 1 from settings where id = 1",
        "insert into idempotency_key (id, fingerprint, entry) values (:entry, :entry, :entry)",
        "select version, day_used, month_used from agent_head where agent = :agent for update",
        "select version, used from incident_head where incident = :incident for update",
        "insert into customer_head (owner, unit) values (:owner, 'MILES') on conflict do nothing",
        "select version, available from customer_head where owner = :owner and unit = 'MILES' for update",
        "insert into journal (id, owner, epoch, ordinal, command_id, command, outcome, actor, role, incident,"
                + " limits, heads, postings, effective_at, recorded_at) values (:entry, :owner, 1, 0, :entry,"
                + " 'issue_remedy/1 {\"credits\":[{\"amount\":100,\"kind\":\"miles\",\"unit\":\"MILES\"}]}',"
                + " 'accepted',"
                + " :agent, 'agent', :incident, 'BENCH@1|incident:INCIDENT:15000:0:130|day:2026-11-21:60000:0:130',"
                + " 'settings=1 agent=1 incident=1 MILES=1', 1, now(), now())",
        "insert into posting (entry, number, owner, unit, amount, from_kind, from_party, to_kind, to_party,"
                + " credit, head_version, available, held, state, zone, open, recorded_at) values (:entry, 0, :owner,"
                + " 'MILES', 100, 'FUNDING', :agent, 'AVAILABLE', :entry, :entry, 1, 100, 0, 'ACTIVE', 'UTC',"
                + " array[:entry]::uuid[], clock_timestamp())",
        "insert into credit (id, owner, entry, unit, kind, basis, face, currency, customer_value, fair_value, cost,"
                + " rate_version, giver, charged, charged_day, cost_centre, incident, zone, recorded_at) values"
                + " (:entry,"
                + " :owner, :entry, 'MILES', 'MILES', 'GOODWILL', 100, 'USD', 130, 110, 70, 1, :agent, :agent,"
                + " current_date, :agent, :incident, 'UTC', now())",
        "insert into usage (entry, subject_kind, subject, period, mode, value, total, version, recorded_at) values"
                + " (:entry, 'INCIDENT', :entry, 'INCIDENT', 'USED', 130, 130, 1, now())",
        "insert into usage (entry, subject_kind, subject, period, mode, value, total, day, day_total, version,"
                + " recorded_at) values"
                + " (:entry, 'AGENT', :entry, '2026-11', 'USED', 130, 130, '2026-11-21', 130, 1, now())",
        "insert into outbox (id, owner, epoch, ordinal, type) values (:entry, :owner, 1, 0, 'issue_remedy')",
        "update agent_head set day_used = day_used + 130 where agent = :agent",
        "update incident_head set used = used + 130 where incident = :incident",
        "update customer_head set available = available + 100 where owner = :owner and unit = 'MILES'")
            .map(Step::of)
            .toList();

    /** A statement, and what each of its parameters is. */
    private record Step(String sql, List<String> names) {

        private static final Pattern NAME = Pattern.compile(":(entry|owner|agent|incident)\\b");

        static Step of(String text) {
            List<String> names = NAME.matcher(text).results().map(name -> name.group(1)).toList();
            return new Step(NAME.matcher(text).replaceAll("?"), names);
        }
    }

    private Naive() {}

    /** Grants a second with so many clients. */
    static Load.Result run(DataSource database, BenchLedger ledger, int clients, double seconds) throws Exception {
        Latencies latencies = new Latencies();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(() -> {
                try (Connection connection = database.getConnection()) {
                    client(connection, ledger, end, latencies);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return new Load.Result(latencies.count() / ((System.nanoTime() - start) / 1e9), latencies, 0);
    }

    private static void client(Connection connection, BenchLedger ledger, long end, Latencies latencies)
            throws SQLException {
        connection.setAutoCommit(false);
        while (System.nanoTime() < end) {
            long sent = System.nanoTime();
            ThreadLocalRandom random = ThreadLocalRandom.current();
            UUID entry = new UUID(System.currentTimeMillis() << 16 | 0x7000, random.nextLong());
            UUID agent = ledger.agents.get(random.nextInt(ledger.agents.size())).id().value();
            BenchLedger.Case of = ledger.cases.get(random.nextInt(ledger.cases.size()));
            for (Step step : STEPS) {
                step(connection, step, entry, agent, of);
            }
            connection.commit();
            latencies.add(System.nanoTime() - sent);
        }
    }

    private static void step(Connection connection, Step step, UUID entry, UUID agent, BenchLedger.Case of)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(step.sql)) {
            for (int i = 0; i < step.names.size(); i++) {
                statement.setObject(i + 1, switch (step.names.get(i)) {
                    case "entry" -> entry;
                    case "owner" -> of.owner();
                    case "agent" -> agent;
                    default -> of.incident().value();
                });
            }
            if (statement.execute()) {
                try (ResultSet rows = statement.getResultSet()) {
                    rows.next();
                }
            }
        }
    }
}

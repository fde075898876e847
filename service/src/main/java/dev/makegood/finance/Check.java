package dev.makegood.finance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Derives every head, window and balance again from the append-only tables and compares, and checks every invariant
 * that SQL can check, in one snapshot and without writing. A rule is one statement in a file of its own that answers
 * with a sentence for each thing that is not as it should be.
 */
public final class Check {
    /** So many findings of one rule are told; a broken ledger must not fill the screen. */
    public static final int MAX_FINDINGS = 20;

    /** In the order in which a cause is found before its consequences. */
    static final List<String> RULES = List.of(
            "protection",
            "journal_order",
            "journal_postings",
            "journal_rows",
            "keys",
            "outbox",
            "due",
            "credit_issue",
            "credit_chain",
            "extensions",
            "transfers",
            "codes",
            "reversals",
            "reminders",
            "holds",
            "head_chain",
            "customer_head",
            "open_credits",
            "usage_chain",
            "usage_values",
            "limits",
            "agent_head",
            "incident_head",
            "rollup",
            "zero");

    /** Counts all findings and brings the first ones; the rule is planned as if it stood alone. */
    private static final String BEFORE = "with found (finding) as materialized (";

    private static final String AFTER =
            ") select finding, (select count(*) from found) from found limit " + MAX_FINDINGS;

    /** One statement may take as long as millions of rows need, on a machine that serves besides. */
    private static final String SETTINGS = """
            set local statement_timeout = '30min';
            set local idle_in_transaction_session_timeout = '30min';
            set local work_mem = '64MB';
            set local jit = off
            """;

    /** One thing that is not as it should be, and the rule that says so. */
    public record Finding(String rule, String text) {
        @Override
        public String toString() {
            return rule + ": " + text;
        }
    }

    /** What was looked at, and what was found. */
    public record Report(long entries, long postings, List<Finding> findings) {
        public Report {
            findings = List.copyOf(findings);
        }

        public boolean clean() {
            return findings.isEmpty();
        }

        /** A line for each finding, and one that sums up. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            findings.forEach(finding -> text.append(finding).append('\n'));
            return text.append(String.format(
                            "check: %d rules over %d entries and %d postings: %s",
                            RULES.size(),
                            entries,
                            postings,
                            clean() ? "everything agrees" : findings.size() + " findings"))
                    .toString();
        }
    }

    private Check() {}

    /**
     * Runs all rules in one snapshot. The login needs no more than to read the ledger; that of the reader does.
     *
     * @param connection without a transaction under way; it is left so
     */
    public static Report run(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
            statement.execute(SETTINGS);
            return report(statement);
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    /** Runs all rules in the transaction at hand. */
    static Report report(Statement statement) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (String rule : RULES) {
            findings.addAll(findings(statement, rule));
        }
        return new Report(count(statement, "journal"), count(statement, "posting"), findings);
    }

    private static List<Finding> findings(Statement statement, String rule) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(BEFORE + text(rule) + AFTER)) {
            long more = 0;
            while (rows.next()) {
                findings.add(new Finding(rule, rows.getString(1)));
                more = rows.getLong(2) - findings.size();
            }
            if (more > 0) {
                findings.add(new Finding(rule, "and " + more + " more"));
            }
        }
        return findings;
    }

    private static long count(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String text(String rule) {
        String name = "check/" + rule + ".sql";
        try (InputStream file = Objects.requireNonNull(Check.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

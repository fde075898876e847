package dev.makegood.credit;

import static dev.makegood.ledger.writer.LedgerFixture.miles;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.writer.LedgerFixture;
import dev.makegood.platform.database.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How PostgreSQL reads credits in a ledger that has grown: what a page costs must not grow with it. */
@Timeout(120)
class CreditPlanDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int CUSTOMERS = 300;
    private static final int ROUNDS = 10;
    private static final Set<String> GROWING =
            Set.of("posting", "credit", "credit_change", "journal", "customer", "incident");

    private static LedgerFixture given;
    private static IncidentId incident;

    @BeforeAll
    static void start() throws SQLException {
        given = new LedgerFixture(DATABASE).withPolicy();
        given.limits("SUPERVISOR", null, null, null);
        Principal agent = given.agent("agent", "SUPERVISOR", "EAST");
        for (int round = 0; round < ROUNDS; round++) {
            List<CompletableFuture<Outcome>> answers = new ArrayList<>();
            for (int i = 0; i < CUSTOMERS; i++) {
                answers.add(given.submit(agent, given.remedyFor("C-" + i, voucher(100), miles(100))));
            }
            answers.forEach(LedgerFixture::await);
            // The miles of the rounds before live on with the next one's: a change for each customer.
            given.clock.turn(Duration.ofDays(1));
        }
        incident = given.incident(agent, "C-7");
        given.accepted(agent, LedgerFixture.remedy(incident, voucher(100), voucher(200)));
        assertThat(given.number("select count(*) from posting")).isEqualTo(2 * ROUNDS * CUSTOMERS + 2);
        assertThat(given.number("select count(*) from credit_change")).isGreaterThan(CUSTOMERS);
        try (Connection owner = DATABASE.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("analyze");
        }
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    /** As the statement is when it is first prepared on a connection, and as it may be once it is known there. */
    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void theCreditsOfAnIncidentAreFoundByTheIndexOfItsOwnersPostings(String mode) throws Exception {
        List<JsonNode> reads = new ArrayList<>();
        reads(plan("ofIncident", mode), reads);
        assertThat(reads).allSatisfy(read -> {
            boolean all = read.path("Node Type").asText().equals("Seq Scan");
            assertThat(all && GROWING.contains(read.path("Relation Name").asText()))
                    .as("%s", read)
                    .isFalse();
            // An index that is read from end to end is no better.
            assertThat(read.has("Index Name") && !read.has("Index Cond"))
                    .as("%s", read)
                    .isFalse();
        });
        assertThat(reads).anySatisfy(read -> {
            assertThat(read.path("Index Name").asText()).isEqualTo("posting_head");
            assertThat(read.path("Index Cond").asText()).startsWith("(owner = ");
        });
    }

    /** Every node of a plan that reads a table or an index. */
    private static void reads(JsonNode node, List<JsonNode> found) {
        if (node.has("Relation Name") || node.has("Index Name")) {
            found.add(node);
        }
        node.forEach(child -> reads(child, found));
    }

    /** The plan of a statement of {@link CreditSql}, as its annotation has it. */
    private static JsonNode plan(String method, String mode) throws Exception {
        String sql = CreditSql.class
                .getDeclaredMethod(method, IncidentId.class, int.class)
                .getAnnotation(SqlQuery.class)
                .value()
                .replace(":incident", "$1")
                .replace(":most", "$2");
        // As the application, whose role has the planner's settings that it works with.
        try (Connection app = DATABASE.app().getConnection();
                Statement statement = app.createStatement()) {
            statement.execute("set plan_cache_mode = " + mode);
            statement.execute("prepare looked_at (uuid, integer) as " + sql);
            try (ResultSet row = statement.executeQuery(
                    "explain (format json) execute looked_at ('" + incident.value() + "', 100)")) {
                assertThat(row.next()).isTrue();
                return new ObjectMapper().readTree(row.getString(1));
            } finally {
                statement.execute("deallocate looked_at");
                statement.execute("reset plan_cache_mode");
            }
        }
    }
}

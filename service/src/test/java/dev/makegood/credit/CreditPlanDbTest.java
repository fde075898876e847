package dev.makegood.credit;

import static dev.makegood.ledger.writer.LedgerFixture.miles;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.ledger.Entry;
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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How PostgreSQL reads credits in a ledger that has grown: what a page costs must not grow with it. */
@Timeout(120)
class CreditPlanDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int CUSTOMERS = 300;
    private static final int ROUNDS = 10;
    private static final Set<String> GROWING = Set.of(
            "posting",
            "credit",
            "credit_change",
            "customer_head",
            "hold",
            "journal",
            "customer",
            "incident",
            "purchase");

    private static LedgerFixture given;
    private static UUID owner;
    private static UUID credit;
    private static IncidentId incident;

    /** What a statement asks for by name, and what it is asked with. */
    private record Parameter(String name, String type, Supplier<String> value) {}

    private static final List<Parameter> PARAMETERS = List.of(
            new Parameter("id", "uuid", () -> "'" + credit + "'"),
            new Parameter("credit", "uuid", () -> "'" + credit + "'"),
            new Parameter("before", "uuid", () -> "'ffffffff-ffff-ffff-ffff-ffffffffffff'"),
            new Parameter("owner", "uuid", () -> "'" + owner + "'"),
            new Parameter("incident", "uuid", () -> "'" + incident.value() + "'"),
            new Parameter("kind", "text", () -> "null"),
            new Parameter("at", "timestamptz", () -> "'2026-03-10T00:00:00Z'"),
            new Parameter("to", "timestamptz", () -> "'9999-12-31T23:59:59Z'"),
            new Parameter("ids", "uuid[]", () -> "array['" + credit + "'::uuid]"),
            new Parameter("most", "integer", () -> "100"));

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
        Entry entry = given.accepted(agent, LedgerFixture.remedy(incident, voucher(100), voucher(200)));
        owner = entry.owner();
        credit = entry.effects().postings().get(0).touched().id().value();
        assertThat(given.number("select count(*) from posting")).isEqualTo(2 * ROUNDS * CUSTOMERS + 2);
        assertThat(given.number("select count(*) from credit_change")).isGreaterThan(CUSTOMERS);
        try (Connection owner = DATABASE.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("""
                    insert into text (id, owner, salt, body)
                    select gen_random_uuid(), gen_random_uuid(), '', 'A note.' from generate_series(1, 3000)
                    """);
            statement.execute("analyze");
        }
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    /** As the statement is when it is first prepared on a connection, and as it may be once it is known there. */
    private static final List<String> MODES = List.of("force_custom_plan", "force_generic_plan");

    static Stream<Arguments> modes() {
        return MODES.stream().map(Arguments::of);
    }

    /** The statements that read credits and what moved on them, but for the look-up of a claim number. */
    static Stream<Arguments> statements() {
        return MODES.stream()
                .flatMap(mode -> Stream.of(CreditSql.class, statementSql())
                        .flatMap(sql -> Stream.of(sql.getDeclaredMethods()))
                        .filter(method -> !method.getName().equals("incident"))
                        .map(method -> Arguments.of(method.getDeclaringClass(), method.getName(), mode)));
    }

    /** Its own package's alone, but what it costs belongs here. */
    private static Class<?> statementSql() {
        try {
            return Class.forName("dev.makegood.statement.StatementSql");
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("statements")
    void everyReadGoesByKeys(Class<?> statements, String method, String mode) throws Exception {
        goesByKeys(plan(statements, method, mode));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void balancesGoByKeysNowAndAsOfAnInstant(String mode) throws Exception {
        goesByKeys(plan(BalanceSql.NOW.replace("?", "$1"), List.of("text"), List.of("'C-7'"), mode));
        String asOf = BalanceSql.AS_OF.replaceFirst("\\?::", "\\$1::").replace("?", "$2");
        List<String> values = List.of("'2026-03-10T00:00:00Z'", "'C-7'");
        goesByKeys(plan(asOf, List.of("timestamptz", "text"), values, mode));
    }

    private static void goesByKeys(JsonNode plan) {
        List<JsonNode> reads = new ArrayList<>();
        reads(plan, reads);
        assertThat(reads).isNotEmpty().allSatisfy(read -> {
            boolean all = read.path("Node Type").asText().equals("Seq Scan");
            assertThat(all && GROWING.contains(read.path("Relation Name").asText()))
                    .as("%s", read)
                    .isFalse();
            // An index that is read from end to end is no better.
            assertThat(read.has("Index Name") && !read.has("Index Cond"))
                    .as("%s", read)
                    .isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("modes")
    void theCreditsOfAnIncidentAreFoundByTheIndexOfItsOwnersPostings(String mode) throws Exception {
        List<JsonNode> reads = new ArrayList<>();
        reads(plan(CreditSql.class, "ofIncident", mode), reads);
        assertThat(reads).anySatisfy(read -> {
            assertThat(read.path("Index Name").asText()).isEqualTo("posting_head");
            assertThat(read.path("Index Cond").asText()).contains("(owner = ");
        });
    }

    /** What was recorded in a span costs as much as that, however long the customer's history is. */
    @ParameterizedTest
    @MethodSource("modes")
    void theRowsOfASpanAreFoundByUnitAndTime(String mode) throws Exception {
        List<JsonNode> reads = new ArrayList<>();
        reads(plan(statementSql(), "rows", mode), reads);
        assertThat(reads)
                .filteredOn(read -> read.path("Index Name").asText().endsWith("_head"))
                .hasSize(2)
                .allSatisfy(read -> assertThat(read.path("Index Cond").asText())
                        .contains("owner = ", "unit = ", "recorded_at > ", "recorded_at <= "));
    }

    /** What costs as much as is open must not look for what was given. */
    @ParameterizedTest
    @MethodSource("modes")
    void openCreditsAreFoundByTheListInTheLastRow(String mode) throws Exception {
        List<JsonNode> reads = new ArrayList<>();
        reads(plan(CreditSql.class, "openOfCustomer", mode), reads);
        assertThat(reads)
                .filteredOn(read -> read.path("Index Name").asText().equals("posting_head"))
                .isNotEmpty()
                .allSatisfy(read -> assertThat(read.path("Index Cond").asText())
                        .contains("owner = ", "unit = ", "recorded_at <= "));
    }

    /** Every node of a plan that reads a table or an index. */
    private static void reads(JsonNode node, List<JsonNode> found) {
        if (node.has("Relation Name") || node.has("Index Name")) {
            found.add(node);
        }
        node.forEach(child -> reads(child, found));
    }

    /** The plan of a statement, as its annotation has it. */
    private static JsonNode plan(Class<?> statements, String method, String mode) throws Exception {
        String sql = Stream.of(statements.getDeclaredMethods())
                .filter(declared -> declared.getName().equals(method))
                .map(declared -> declared.getAnnotation(SqlQuery.class).value())
                .findAny()
                .orElseThrow();
        List<String> types = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Parameter parameter : PARAMETERS) {
            String numbered = sql.replaceAll("(?<!:):" + parameter.name() + "\\b", "\\$" + (types.size() + 1));
            if (!numbered.equals(sql)) {
                types.add(parameter.type());
                values.add(parameter.value().get());
                sql = numbered;
            }
        }
        return plan(sql, types, values, mode);
    }

    private static JsonNode plan(String sql, List<String> types, List<String> values, String mode) throws Exception {
        // As the application, whose role has the planner's settings that it works with.
        try (Connection app = DATABASE.app().getConnection();
                Statement statement = app.createStatement()) {
            statement.execute("set plan_cache_mode = " + mode);
            statement.execute("prepare looked_at (" + String.join(", ", types) + ") as " + sql);
            try (ResultSet row = statement.executeQuery(
                    "explain (format json) execute looked_at (" + String.join(", ", values) + ")")) {
                assertThat(row.next()).isTrue();
                return new ObjectMapper().readTree(row.getString(1));
            } finally {
                statement.execute("deallocate looked_at");
                statement.execute("reset plan_cache_mode");
            }
        }
    }
}

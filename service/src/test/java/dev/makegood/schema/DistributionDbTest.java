package dev.makegood.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.platform.database.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reads the catalogue to prove that the schema can be spread over several servers without a change. */
class DistributionDbTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    /** What grows, with the column by which it is spread. */
    private static final Map<String, String> SPREAD = Map.ofEntries(
            Map.entry("journal", "owner"),
            Map.entry("posting", "owner"),
            Map.entry("credit", "owner"),
            Map.entry("credit_change", "owner"),
            Map.entry("hold", "owner"),
            Map.entry("customer_head", "owner"),
            Map.entry("incident", "owner"),
            Map.entry("incident_head", "owner"),
            Map.entry("resolution", "owner"),
            Map.entry("incident_reference", "owner"),
            Map.entry("text", "owner"),
            Map.entry("purchase", "owner"),
            Map.entry("reminder", "owner"),
            Map.entry("reminder_report", "owner"),
            Map.entry("outbox", "owner"),
            Map.entry("agent_head", "agent"),
            Map.entry("usage", "subject"),
            Map.entry("idempotency_key", "id"),
            Map.entry("claim_number", "number"),
            Map.entry("code", "hash"),
            Map.entry("failed_code", "subject"),
            Map.entry("customer", "number"));

    /** What stays small and stands on every server whole. */
    private static final Set<String> REFERENCE = Set.of(
            "unit",
            "settings",
            "cost_centre",
            "level_version",
            "principal",
            "agent_version",
            "limit_version",
            "rate",
            "average_spend",
            "expiry_term",
            "epoch",
            "claim_number_block",
            "account_rollup",
            "account_rollup_mark",
            "clock_lease",
            "dropped_events");

    private static Jdbi owner;

    @BeforeAll
    static void connect() {
        owner = Jdbi.create(DistributionDbTest::connection);
    }

    private static java.sql.Connection connection() throws SQLException {
        return database.owner();
    }

    @Test
    void every_table_is_either_spread_or_a_small_reference_table() {
        List<String> tables = strings("""
                select relname from pg_class where relnamespace = 'public'::regnamespace
                  and relkind in ('r', 'p') and not relispartition and relname not like 'databasechangelog%'
                """);
        assertThat(tables)
                .containsAll(SPREAD.keySet())
                .containsAll(REFERENCE)
                .hasSize(SPREAD.size() + REFERENCE.size());
    }

    @Test
    void whatever_is_unique_holds_the_column_by_which_its_table_is_spread() {
        Map<String, List<String>> columns = new TreeMap<>();
        owner.useHandle(handle -> handle.createQuery("""
                        select i.indexrelid::regclass::text, i.indrelid::regclass::text, a.attname
                        from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
                        join pg_class c on c.oid = i.indrelid
                        where c.relnamespace = 'public'::regnamespace and not c.relispartition and i.indisunique
                        """)
                .map((row, context) -> row.getString(2) + " " + row.getString(1) + " " + row.getString(3))
                .forEach(text -> {
                    String[] part = text.split(" ", 3);
                    if (SPREAD.containsKey(part[0])) {
                        columns.computeIfAbsent(part[0] + " " + part[1], key -> new java.util.ArrayList<>())
                                .add(part[2]);
                    }
                }));
        assertThat(columns.keySet().stream().map(key -> key.split(" ", 2)[0])).containsAll(SPREAD.keySet());
        columns.forEach((index, of) -> assertThat(of).as(index).contains(SPREAD.get(index.split(" ", 2)[0])));
    }

    @Test
    void every_table_has_a_primary_key() {
        assertThat(strings("""
                        select relname from pg_class c where relnamespace = 'public'::regnamespace
                          and relkind in ('r', 'p') and relname not like 'databasechangelog%'
                          and not exists (select from pg_constraint where conrelid = c.oid and contype = 'p')
                        """)).isEmpty();
    }

    /** Sampling what grows once more with each tenth would keep a young ledger busy; the reason is in 013-statistics. */
    @Test
    void what_grows_is_sampled_with_each_doubling() {
        List<String> often = strings("""
                select relname from pg_class
                where relnamespace = 'public'::regnamespace and relkind = 'r'
                  and not coalesce('autovacuum_analyze_scale_factor=0.5' = any (reloptions), false)
                """);
        assertThat(often)
                .doesNotContainAnyElementsOf(SPREAD.keySet().stream()
                        .filter(table -> !table.equals("agent_head"))
                        .toList());
        assertThat(often).noneMatch(table -> table.startsWith("outbox"));
    }

    @Test
    void foreign_keys_point_only_to_reference_tables() {
        List<String> targets = strings("select confrelid::regclass::text from pg_constraint where contype = 'f'");
        assertThat(targets).isNotEmpty().allMatch(REFERENCE::contains);
    }

    @Test
    void no_table_that_grows_checks_a_foreign_key() {
        // The check would share-lock one small row from every command on every server.
        List<String> sources = strings("select conrelid::regclass::text from pg_constraint where contype = 'f'");
        assertThat(sources).allMatch(REFERENCE::contains);
    }

    @Test
    void nothing_is_numbered_by_a_sequence() {
        assertThat(strings("select relname from pg_class where relkind = 'S'")).isEmpty();
        assertThat(strings("select attrelid::regclass::text from pg_attribute where attidentity <> ''"))
                .isEmpty();
    }

    @Test
    void windows_and_keys_are_spread_by_their_own_key_and_not_by_customer() {
        assertThat(strings("""
                        select table_name from information_schema.columns
                        where column_name = 'owner' and table_name in ('agent_head', 'usage')
                        """)).isEmpty();
        assertThat(strings("""
                        select a.attname from pg_index i
                        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                        where i.indisprimary and i.indrelid in
                          ('agent_head'::regclass, 'usage'::regclass, 'idempotency_key'::regclass)
                        """)).containsExactlyInAnyOrder("agent", "subject", "id");
    }

    private static List<String> strings(String query) {
        return owner.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}

package dev.makegood.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.platform.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that what was written can be changed by nobody, and that each login may do no more than its work. */
class PrivilegesDbTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final String REFUSED = "42501";

    static List<String> appendOnly() {
        return List.of(
                "journal",
                "posting",
                "credit",
                "credit_change",
                "hold",
                "usage",
                "incident",
                "claim_number",
                "limit_version",
                "rate",
                "average_spend",
                "expiry_term",
                "epoch",
                "unit",
                "reminder",
                "reminder_report");
    }

    @ParameterizedTest
    @MethodSource("appendOnly")
    void what_is_append_only_is_changed_by_nobody(String table) throws SQLException {
        String column = Jdbi.create(database::owner)
                .withHandle(handle -> handle.createQuery(
                                "select attname from pg_attribute where attrelid = :t::regclass and attnum = 1")
                        .bind("t", table)
                        .mapTo(String.class)
                        .one());
        List<String> changes = List.of(
                "update " + table + " set " + column + " = " + column,
                "delete from " + table,
                "truncate " + table + " cascade");
        for (String change : changes) {
            try (Connection app = database.app().getConnection();
                    Connection owner = database.owner();
                    Connection superuser = database.superuser()) {
                assertThat(failure(app, change)).contains("permission denied").contains(REFUSED);
                assertThat(failure(owner, change)).contains("is append-only").contains(REFUSED);
                assertThat(failure(superuser, change))
                        .contains("is append-only")
                        .contains(REFUSED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("appendOnly")
    void rows_cannot_be_overwritten_by_a_conflicting_insert_either(String table) throws SQLException {
        try (Connection app = database.app().getConnection();
                Statement statement = app.createStatement();
                var may = statement.executeQuery("select has_any_column_privilege('" + table + "', 'update')")) {
            assertThat(may.next()).isTrue();
            assertThat(may.getBoolean(1)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table own (id integer)",
                "create function own() returns void language sql as ''",
                "create schema own",
                "alter table journal add own integer",
                "alter table journal disable trigger append_only",
                "alter table posting drop constraint posting_amount_check",
                "drop trigger append_only on posting",
                "drop table posting",
                "drop table outbox_default",
                "drop function append_only()",
                "create index own on journal (outcome)",
                "comment on table journal is 'own'",
                "set session_replication_role = replica",
                "set role makegood_owner",
                "create role own"
            })
    void application_changes_no_definition(String statement) throws SQLException {
        try (Connection app = database.app().getConnection()) {
            assertThat(failure(app, statement)).contains(REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer",
                "text",
                "principal",
                "agent",
                "incident_reference",
                "purchase",
                "failed_code",
                "code where hash is null"
            })
    void reader_sees_nothing_personal_and_no_hash_of_a_code(String table) throws SQLException {
        try (Connection reader = database.reader()) {
            assertThat(failure(reader, "select from " + table)).contains(REFUSED);
        }
    }

    @Test
    void reader_sees_all_else_and_writes_nothing() throws SQLException {
        Set<String> seen = new TreeSet<>(tables("makegood_reader", "select"));
        Set<String> all = new TreeSet<>(tables("makegood_owner", "select"));
        all.removeAll(Set.of(
                "customer", "text", "principal", "agent", "incident_reference", "purchase", "code", "failed_code"));
        assertThat(seen).isEqualTo(all);
        assertThat(tables("makegood_reader", "insert, update, delete, truncate, references, trigger"))
                .isEmpty();
        try (Connection reader = database.reader()) {
            assertThat(failure(reader, "create table own (id integer)")).isNotEmpty();
        }
    }

    @Test
    void nothing_is_left_to_everybody() {
        assertThat(Jdbi.create(database::owner)
                        .<List<String>, RuntimeException>withHandle(handle ->
                                handle.createQuery("""
                                select c.relname::text from pg_class c, aclexplode(c.relacl) a
                                where c.relnamespace = 'public'::regnamespace and a.grantee = 0
                                union all
                                select p.proname::text from pg_proc p
                                where p.pronamespace = 'public'::regnamespace and p.prosecdef
                                  and has_function_privilege('public', p.oid, 'execute')
                                """).mapTo(String.class).list()))
                .isEmpty();
    }

    @Test
    void no_definer_function_lets_its_caller_choose_where_names_are_looked_up() {
        assertThat(Jdbi.create(database::owner)
                        .<List<String>, RuntimeException>withHandle(handle ->
                                handle.createQuery("""
                                select proname from pg_proc
                                where pronamespace = 'public'::regnamespace and prosecdef
                                  and not coalesce('search_path=public, pg_temp' = any(proconfig), false)
                                """).mapTo(String.class).list()))
                .isEmpty();
    }

    private static List<String> tables(String role, String privileges) {
        return Jdbi.create(database::owner)
                .withHandle(handle -> handle.createQuery("""
                        select relname from pg_class where relnamespace = 'public'::regnamespace
                          and relkind in ('r', 'p') and not relispartition and relname not like 'databasechangelog%'
                          and has_table_privilege(:role, oid, :privileges)
                        """)
                        .bind("role", role)
                        .bind("privileges", privileges)
                        .mapTo(String.class)
                        .list());
    }

    private static String failure(Connection connection, String change) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(change);
            return "";
        } catch (SQLException e) {
            return e.getSQLState() + " " + e.getMessage();
        }
    }
}

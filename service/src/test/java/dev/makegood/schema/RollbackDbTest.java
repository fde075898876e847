package dev.makegood.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.platform.database.TestDatabase;
import java.sql.Connection;
import java.util.List;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.UpdateSummaryEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Takes every migration back and applies all of them again. */
class RollbackDbTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final String OBJECTS = """
            select 'column ' || attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod)
              || case when attnotnull then ' not null' else '' end as object
            from pg_attribute join pg_class on pg_class.oid = attrelid
            where relnamespace = 'public'::regnamespace and attnum > 0 and not attisdropped
            union all
            select 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid)
            from pg_constraint where connamespace = 'public'::regnamespace
            union all
            select 'index ' || pg_get_indexdef(i.oid) from pg_class i
            where relnamespace = 'public'::regnamespace and relkind in ('i', 'I')
            union all
            select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
            union all
            select 'function ' || pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
            union all
            select 'grant on ' || relname || ' ' || relacl::text from pg_class
            where relnamespace = 'public'::regnamespace and relacl is not null
            order by object
            """;

    @Test
    void every_migration_can_be_taken_back_and_applied_again() throws Exception {
        List<String> before = objects();
        int changes = Integer.parseInt(
                strings("select count(*)::text from databasechangelog").get(0));
        try (Connection owner = database.owner();
                Liquibase liquibase = liquibase(owner)) {
            liquibase.rollback(changes, null, new Contexts(), new LabelExpression());
        }
        assertThat(objects()).isEmpty();
        assertThat(strings("select id from databasechangelog")).isEmpty();
        try (Connection owner = database.owner();
                Liquibase liquibase = liquibase(owner)) {
            liquibase.update(new Contexts());
        }
        assertThat(objects()).isEqualTo(before);
    }

    private static Liquibase liquibase(Connection owner) throws LiquibaseException {
        Liquibase liquibase =
                new Liquibase("db/changelog.yaml", new ClassLoaderResourceAccessor(), new JdbcConnection(owner));
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        return liquibase;
    }

    /** What the migrations made; the record that Liquibase keeps is its own. */
    private static List<String> objects() {
        return strings(OBJECTS).stream()
                .filter(object -> !object.contains("databasechangelog"))
                .toList();
    }

    private static List<String> strings(String query) {
        return Jdbi.create(database::owner)
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}

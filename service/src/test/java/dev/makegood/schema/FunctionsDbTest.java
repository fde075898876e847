package dev.makegood.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.platform.database.TestDatabase;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The functions that do for the application what it may not do itself. */
class FunctionsDbTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private final Jdbi app = Jdbi.create(database.app());
    private final Jdbi superuser = Jdbi.create(database::superuser);

    @Test
    void epoch_stays_while_the_cluster_stays_and_grows_with_another() {
        int first = openEpoch();
        assertThat(openEpoch()).isEqualTo(first);
        // As if the data had come from another cluster, where it was written last.
        superuser.useHandle(handle ->
                handle.execute("insert into epoch (number, system_identifier) select max(number) + 1, 1 from epoch"));
        assertThat(openEpoch()).isEqualTo(first + 2);
        assertThat(openEpoch()).isEqualTo(first + 2);
    }

    @Test
    void outbox_has_a_partition_for_today_and_the_days_ahead_and_drops_those_past_keeping() {
        LocalDate today = LocalDate.parse(one("select current_date::text"));
        Jdbi.create(database::owner)
                .useHandle(handle -> handle.execute("create table " + partition(today.minusDays(9))
                        + " partition of outbox for values from ('" + today.minusDays(9) + "') to ('"
                        + today.minusDays(8)
                        + "')"));
        one("select roll_outbox(2, 7)::text");
        assertThat(partitions())
                .containsExactlyInAnyOrder(
                        "outbox_default", partition(today), partition(today.plusDays(1)), partition(today.plusDays(2)));
        one("select roll_outbox(2, 7)::text");
        app.useHandle(handle -> handle.execute(
                "insert into outbox (id, owner, epoch, ordinal, type) values (?, ?, 1, 1, 'test')",
                UUID.randomUUID(),
                UUID.randomUUID()));
        assertThat(one("select tableoid::regclass::text from outbox")).isEqualTo(partition(today));
    }

    @Test
    void outbox_takes_a_day_that_has_no_partition() {
        app.useHandle(handle -> handle.execute(
                "insert into outbox (day, id, owner, epoch, ordinal, type) values ('1999-01-01', ?, ?, 1, 1, 'test')",
                UUID.randomUUID(),
                UUID.randomUUID()));
        assertThat(one("select tableoid::regclass::text from outbox where day = '1999-01-01'"))
                .isEqualTo("outbox_default");
    }

    private int openEpoch() {
        return Integer.parseInt(one("select open_epoch()::text"));
    }

    private String one(String query) {
        return app.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).one());
    }

    private List<String> partitions() {
        return app.withHandle(handle -> handle.createQuery(
                        "select relid::regclass::text from pg_partition_tree('outbox') where isleaf")
                .mapTo(String.class)
                .list());
    }

    private static String partition(LocalDate day) {
        return "outbox_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}

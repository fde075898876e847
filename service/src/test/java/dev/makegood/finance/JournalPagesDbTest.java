package dev.makegood.finance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.finance.JournalSql.EntryRow;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.IncidentId;
import dev.makegood.platform.database.TestDatabase;
import dev.makegood.platform.database.ValueTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JournalPagesDbTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final long SEED = 20261121;
    private static final int WRITERS = 4;
    private static final int TRANSACTIONS = 150;
    private static final int PAGE = 7;

    private final Jdbi app = Jdbi.create(database.app())
            .installPlugin(new SqlObjectPlugin())
            .installPlugin(new PostgresPlugin())
            .installPlugin(new ValueTypes());

    @BeforeEach
    void openEpoch() {
        app.useHandle(handle -> handle.execute("select open_epoch()"));
    }

    @Test
    void pages_never_pass_what_a_running_transaction_may_still_precede() {
        UUID owner = UUID.randomUUID();
        JournalFilter ofOwner = customer(owner, "M-slow");
        try (Handle slow = app.open()) {
            slow.begin();
            UUID first = JournalRows.refusal(slow, owner, 0);
            UUID second = app.withHandle(handle -> JournalRows.refusal(handle, owner, 0));
            assertThat(page(ofOwner, JournalPlace.START, PAGE)).isEmpty();
            slow.commit();
            assertThat(awaitIds(ofOwner, 2)).containsExactly(first, second);
        }
    }

    @Test
    void pages_under_concurrent_inserts_are_the_whole_journal_once() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Random random = new Random(SEED + writer);
                running.add(writers.submit(() -> write(random)));
            }
            List<UUID> paged = new ArrayList<>();
            JournalPlace place = JournalPlace.START;
            boolean written = false;
            Instant until = Instant.now().plus(Duration.ofSeconds(60));
            while (Instant.now().isBefore(until)) {
                boolean before = written;
                written = running.stream().allMatch(Future::isDone);
                List<EntryRow> page = page(JournalFilter.NONE, place, PAGE);
                for (EntryRow row : page) {
                    paged.add(row.id().value());
                    place = JournalPlace.of(row);
                }
                if (before && page.isEmpty() && paged.size() == all().size()) {
                    break;
                }
            }
            for (Future<?> writer : running) {
                writer.get();
            }
            assertThat(paged)
                    .hasSizeGreaterThanOrEqualTo(WRITERS * TRANSACTIONS)
                    .isEqualTo(all());
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void each_filter_is_the_same_as_looking_at_every_entry() {
        UUID owner = UUID.randomUUID();
        UUID incident = UUID.randomUUID();
        JournalFilter ofCustomer = customer(owner, "M-filter");
        List<UUID> own = app.inTransaction(handle -> List.of(
                JournalRows.issue(handle, owner, 1, 500),
                JournalRows.refusal(handle, owner, 2),
                JournalRows.entry(handle, owner, 3, "accepted", incident, JournalRows.TIME.plusSeconds(9), 0)));
        app.useHandle(handle -> handle.execute("""
                insert into incident (id, owner, claim_number, reason, severity, channel, discovered_by, occurred_at,
                  resolve_by, opened_by, cost_centre, entry, recorded_at)
                values (?, ?, 'CLM-2026-0000001-0', 'DELAY', 3, 'PHONE', 'CUSTOMER', now(), now(), ?, ?, ?, now())
                """, incident, owner, owner, owner, own.get(2)));
        app.useHandle(handle -> JournalRows.issue(handle, UUID.randomUUID(), 4, 1));
        assertThat(awaitIds(ofCustomer, 3)).isEqualTo(own);
        CustomerNumber number = new CustomerNumber("M-filter");
        Instant later = JournalRows.TIME.plusSeconds(9);
        assertThat(ids(new JournalFilter(null, number, null, null, true, null, null)))
                .containsExactly(own.get(0), own.get(2));
        assertThat(ids(new JournalFilter(null, number, null, null, false, null, null)))
                .containsExactly(own.get(1));
        assertThat(ids(new JournalFilter(null, number, null, null, null, later, null)))
                .containsExactly(own.get(2));
        assertThat(ids(new JournalFilter(null, number, null, null, null, null, later)))
                .containsExactly(own.get(0), own.get(1));
        assertThat(ids(new JournalFilter(null, null, new IncidentId(incident), null, null, null, null)))
                .containsExactly(own.get(2));
        assertThat(ids(new JournalFilter(new AgentId(JournalRows.AGENT), number, null, null, null, null, null)))
                .isEqualTo(own);
        assertThat(ids(new JournalFilter(new AgentId(owner), number, null, null, null, null, null)))
                .isEmpty();
        assertThat(ids(new JournalFilter(null, new CustomerNumber("M-nobody"), null, null, null, null, null)))
                .isEmpty();
    }

    private void write(Random random) {
        for (int transaction = 0; transaction < TRANSACTIONS; transaction++) {
            int entries = 1 + random.nextInt(4);
            app.useTransaction(handle -> {
                for (int ordinal = 0; ordinal < entries; ordinal++) {
                    JournalRows.refusal(handle, JournalRows.AGENT, ordinal);
                    if (random.nextInt(20) == 0) {
                        handle.execute("select pg_sleep(0.01)");
                    }
                }
            });
        }
    }

    private JournalFilter customer(UUID key, String number) {
        app.useHandle(handle -> handle.execute("insert into customer (number, key) values (?, ?)", number, key));
        return new JournalFilter(null, new CustomerNumber(number), null, null, null, null, null);
    }

    /** Transactions of other databases in the cluster count too, so what was committed may take a moment to show. */
    private List<UUID> awaitIds(JournalFilter filter, int count) {
        Instant until = Instant.now().plus(Duration.ofSeconds(10));
        List<UUID> ids = ids(filter);
        while (ids.size() < count && Instant.now().isBefore(until)) {
            ids = ids(filter);
        }
        return ids;
    }

    private List<UUID> ids(JournalFilter filter) {
        return page(filter, JournalPlace.START, Integer.MAX_VALUE).stream()
                .map(row -> row.id().value())
                .toList();
    }

    private List<EntryRow> page(JournalFilter filter, JournalPlace after, int most) {
        return app.inTransaction(handle -> {
            JournalSql sql = handle.attach(JournalSql.class);
            sql.planEachTime();
            return sql.page(filter, after, most);
        });
    }

    private List<UUID> all() {
        return app.withHandle(handle -> handle.createQuery("select id from journal order by epoch, xid, ordinal")
                .mapTo(UUID.class)
                .list());
    }
}

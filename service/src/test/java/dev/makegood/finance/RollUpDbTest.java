package dev.makegood.finance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.finance.AccountsSql.BalanceRow;
import dev.makegood.ledger.Account;
import dev.makegood.platform.database.TestDatabase;
import dev.makegood.platform.database.ValueTypes;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RollUpDbTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final int WRITERS = 3;
    private static final int TRANSACTIONS = 60;

    private final Jdbi app = Jdbi.create(database.app())
            .installPlugin(new SqlObjectPlugin())
            .installPlugin(new PostgresPlugin())
            .installPlugin(new ValueTypes());
    private final RollUp rollUp = new RollUp(app);

    @BeforeEach
    void openEpoch() {
        app.useHandle(handle -> handle.execute("select open_epoch()"));
    }

    @Test
    void folds_each_posting_once_while_others_write_and_others_fold() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> running = new ArrayList<>();
            AtomicLong issued = new AtomicLong(available());
            for (int writer = 0; writer < WRITERS; writer++) {
                running.add(writers.submit(() -> {
                    for (int transaction = 0; transaction < TRANSACTIONS; transaction++) {
                        app.useTransaction(handle -> {
                            JournalRows.issue(handle, UUID.randomUUID(), 0, 100);
                            JournalRows.issue(handle, UUID.randomUUID(), 1, 11);
                        });
                        issued.addAndGet(111);
                    }
                }));
            }
            RollUp other = new RollUp(app);
            while (!running.stream().allMatch(Future::isDone)) {
                rollUp.fold();
                other.fold();
                assertThat(available()).isGreaterThanOrEqualTo(0);
            }
            for (Future<?> writer : running) {
                writer.get();
            }
            assertThat(available()).isEqualTo(issued.get());
            foldAll();
            assertThat(rolledUp()).isEqualTo(issued.get());
            assertThat(available()).isEqualTo(issued.get());
            assertThat(findings()).isEmpty();
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void leaves_what_a_running_transaction_may_still_precede_and_a_read_counts_it_all_the_same() {
        long before = available();
        try (Handle slow = app.open()) {
            slow.begin();
            JournalRows.issue(slow, UUID.randomUUID(), 0, 7);
            app.useHandle(handle -> JournalRows.issue(handle, UUID.randomUUID(), 0, 5));
            foldOnce();
            assertThat(available()).isEqualTo(before + 5);
            slow.commit();
        }
        assertThat(available()).isEqualTo(before + 12);
        foldAll();
        assertThat(available()).isEqualTo(before + 12);
        assertThat(findings()).isEmpty();
    }

    @Test
    void one_instance_folds_at_a_time() {
        app.useHandle(handle -> JournalRows.issue(handle, UUID.randomUUID(), 0, 1));
        try (Handle other = app.open()) {
            other.begin();
            assertThat(other.attach(RollUpSql.class).alone()).isTrue();
            assertThat(rollUp.fold()).isZero();
            other.rollback();
        }
        foldAll();
    }

    private void foldOnce() {
        assertThat(rollUp.fold()).isLessThan(RollUp.BATCH);
    }

    private void foldAll() {
        int entries = app.withHandle(handle -> handle.createQuery("select count(*) from journal")
                .mapTo(Integer.class)
                .one());
        Instant until = Instant.now().plus(Duration.ofSeconds(10));
        while (folded() < entries && Instant.now().isBefore(until)) {
            rollUp.fold();
        }
    }

    private int folded() {
        return app.withHandle(
                handle -> handle.createQuery("""
                        select count(*) from journal j, account_rollup_mark m
                        where (j.epoch, j.xid, j.ordinal) <= (m.epoch, m.xid, m.ordinal)
                        """).mapTo(Integer.class).one());
    }

    private long rolledUp() {
        return app.withHandle(handle -> handle.createQuery(
                        "select received - given from account_rollup where kind = 'AVAILABLE' and credit_kind = 'MILES'")
                .mapTo(Long.class)
                .one());
    }

    private long available() {
        List<BalanceRow> rows = app.withExtension(AccountsSql.class, AccountsSql::accounts);
        assertThat(rows.stream().map(BalanceRow::balance).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(BigDecimal.ZERO);
        return rows.stream()
                .filter(row -> row.kind() == Account.Kind.AVAILABLE)
                .mapToLong(row -> row.balance().longValueExact())
                .sum();
    }

    private List<Check.Finding> findings() {
        try (Connection reader = database.reader()) {
            return Check.run(reader).findings().stream()
                    .filter(finding -> finding.rule().equals("rollup"))
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

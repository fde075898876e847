package dev.makegood.clock;

import static dev.makegood.ledger.writer.LedgerFixture.ADMIN;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.makegood.finance.Check;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Unit;
import dev.makegood.ledger.writer.LedgerFixture;
import dev.makegood.platform.database.TestDatabase;
import dev.makegood.platform.database.ValueTypes;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/** A ledger on a database of its own, and clocks that record what time decides in it. */
final class ClockFixture {

    static final String EXPIRED = "select count(*) from posting where to_kind = 'EXPIRED'";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final TestDatabase database = TestDatabase.open();
    final LedgerFixture given = new LedgerFixture(database).withPolicy();
    final Principal agent = given.agent("amy", "SUPERVISOR", "EAST");
    final MetricRegistry metrics = new MetricRegistry();
    private final List<ExpiryClock> clocks = new ArrayList<>();
    private int people;

    /** Nothing that happened here may have left a trace that does not agree. */
    void close() throws Exception {
        for (ExpiryClock clock : clocks) {
            clock.stop();
        }
        given.close();
        try (Connection reader = database.reader()) {
            assertThat(Check.run(reader).findings()).isEmpty();
        }
        database.close();
    }

    ExpiryClock clock(Ledger ledger, Duration interval, IntSupplier waiting) {
        Jdbi jdbi = Jdbi.create(database.app())
                .installPlugin(new SqlObjectPlugin())
                .installPlugin(new PostgresPlugin())
                .installPlugin(new ValueTypes());
        ExpiryClock.Instance instance = new ExpiryClock.Instance(UUID.randomUUID(), interval, waiting);
        ExpiryClock clock = new ExpiryClock(jdbi, ledger, given.clock, metrics, instance);
        clocks.add(clock);
        return clock;
    }

    ExpiryClock clock() {
        return clock(given.ledger, Duration.ofHours(1), given.ledger::depth);
    }

    String customer() {
        return "C-" + people++;
    }

    /** So many customers with a voucher each, all of which expire on one day. */
    void vouchers(int count) {
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        SettingsCommand.LimitAmounts roomy = new SettingsCommand.LimitAmounts(Unit.USD, null, null, null);
        given.accepted(
                ADMIN,
                new SettingsCommand.SetLimits(
                        new SettingsCommand.LimitsFor.OfLevel("SUPERVISOR"), roomy, given.clock.instant(), null));
        for (int i = 0; i < count; i++) {
            answers.add(given.submit(agent, given.remedyFor(customer(), voucher(100))));
        }
        assertThat(answers.stream().map(LedgerFixture::await)).allMatch(Outcome.Accepted.class::isInstance);
    }

    Object behind() {
        return Objects.requireNonNull(metrics.getGauges().get("clock.behind.seconds"))
                .getValue();
    }

    void await(BooleanSupplier done) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!done.getAsBoolean()) {
            assertThat(Instant.now()).as("waited in vain").isBefore(end);
            LockSupport.parkNanos(2_000_000);
        }
    }
}

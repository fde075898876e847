package dev.makegood.statement;

import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.credit.Moments;
import dev.makegood.customer.Customers;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Unit;
import dev.makegood.ledger.writer.LedgerFixture;
import dev.makegood.platform.database.TestDatabase;
import dev.makegood.platform.database.ValueTypes;
import dev.makegood.platform.http.DateOrInstant;
import dev.makegood.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A statement is held in memory, so there is a most that it tells; up to there it tells all. */
@Timeout(120)
class LongStatementDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String CUSTOMER = "C-1";
    /** Postings of a remedy and of the redemption that takes all of it: as many again. */
    private static final int CREDITS = 10;

    private static final int AT_ONCE = 10;

    @Test
    void up_to_the_bound_all_is_told_and_beyond_it_the_span_must_be_shorter() {
        try (LedgerFixture given = new LedgerFixture(DATABASE).withPolicy()) {
            given.limits("SUPERVISOR", null, null, null);
            Principal agent = given.agent("agent", "SUPERVISOR", "EAST");
            Jdbi jdbi = Jdbi.create(DATABASE.app())
                    .installPlugin(new SqlObjectPlugin())
                    .installPlugin(new PostgresPlugin())
                    .installPlugin(new ValueTypes());
            Moments moments = new Moments(DATABASE.app(), given.clock);
            Statements statements = new Statements(jdbi, new Customers(jdbi), moments);
            DateOrInstant start = at(given.clock.instant().minusSeconds(1));
            // Each posting lists what is open, so little is at a time.
            for (int round = 0; round < Statements.MOST_ROWS / (2 * CREDITS * AT_ONCE); round++) {
                all(given, agent, AT_ONCE, given.remedyFor(CUSTOMER, grants()));
                all(given, LedgerFixture.PARTNER, AT_ONCE, LedgerFixture.redeem(CUSTOMER, CREDITS, Unit.USD));
            }
            given.clock.turn(Duration.ofSeconds(10));
            DateOrInstant end = at(given.clock.instant().minusSeconds(5));
            Statement all = statements.of(new CustomerNumber(CUSTOMER), start, end);
            assertThat(all.units()).hasSize(1);
            assertThat(all.units().get(0).movements()).hasSize(Statements.MOST_ROWS);
            assertThat(all.units().get(0).closing().available().minor()).isZero();

            given.accepted(agent, given.remedyFor(CUSTOMER, voucher(1)));
            assertThatThrownBy(() -> statements.of(new CustomerNumber(CUSTOMER), start, null))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("not acceptable");
            assertThat(statements.of(new CustomerNumber(CUSTOMER), end, null).units())
                    .hasSize(1);
        }
    }

    private static Command.Grant[] grants() {
        Command.Grant[] grants = new Command.Grant[CREDITS];
        Arrays.fill(grants, voucher(1));
        return grants;
    }

    private static void all(LedgerFixture given, Principal who, int times, Command command) {
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(given.submit(who, command));
        }
        assertThat(answers)
                .allSatisfy(answer -> assertThat(LedgerFixture.await(answer)).isInstanceOf(Outcome.Accepted.class));
    }

    private static DateOrInstant at(Instant instant) {
        return new DateOrInstant(null, instant);
    }
}

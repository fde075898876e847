package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.LedgerFixture.ADMIN;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.finance.Check;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.database.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two instances on one database, of which one has a clock that runs ahead. */
@Timeout(120)
class ClocksDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static LedgerFixture given;
    private static GroupCommit ahead;

    @BeforeAll
    static void start() {
        given = new LedgerFixture(DATABASE).withPolicy();
        ahead = given.start(DATABASE.app(), () -> given.clock.instant().plus(Duration.ofMinutes(7)), 1);
    }

    @AfterAll
    static void stop() throws Exception {
        ahead.drain();
        given.close();
        try (Connection reader = DATABASE.reader()) {
            assertThat(Check.run(reader).findings()).isEmpty();
        }
    }

    private static Entry givenAhead(Principal agent, String customer) {
        Submission submission = new Submission(agent, given.remedyFor(customer, voucher(10_000)), LedgerFixture.key());
        Outcome outcome = LedgerFixture.await(ahead.submit(submission).toCompletableFuture());
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).entry();
    }

    /** Else an entry would stand above the limit that was in force at its recorded time. */
    @Test
    void aChangeOfALimitIsRecordedAfterWhatWasGivenUnderTheOldOne() {
        Principal agent = given.agent("ahead", "FRONTLINE", "EAST");
        Principal other = given.agent("behind", "FRONTLINE", "EAST");
        given.accepted(other, given.remedyFor("C-0", voucher(100)));
        Entry gave = givenAhead(agent, "C-1");
        assertThat(gave.recordedAt()).isAfter(given.clock.instant());

        Entry change = given.accepted(
                ADMIN,
                new SettingsCommand.SetLimits(
                        new SettingsCommand.LimitsFor.OfLevel("FRONTLINE"),
                        new SettingsCommand.LimitAmounts(Unit.USD, 5_000L, 5_000L, 5_000L),
                        given.clock.instant(),
                        null));

        assertThat(change.recordedAt()).isAfterOrEqualTo(gave.recordedAt());
        assertThat(given.number("select count(*) from limit_version l, journal j where j.id = '"
                        + gave.id().value() + "' and l.day = 5000 and l.recorded_at < j.recorded_at"))
                .isZero();
        Entry refused = given.refused(other, given.remedyFor("C-2", voucher(5_000)));
        assertThat(refused.outcome()).isEqualTo("limit_exceeded");
        assertThat(refused.recordedAt()).isAfterOrEqualTo(change.recordedAt());
        assertThat(Objects.requireNonNull(refused.limits()).windows().get(1).used())
                .isEqualTo(100);
    }
}

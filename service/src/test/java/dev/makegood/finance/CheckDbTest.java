package dev.makegood.finance;

import static dev.makegood.ledger.writer.LedgerFixture.FINANCE;
import static dev.makegood.ledger.writer.LedgerFixture.PARTNER;
import static dev.makegood.ledger.writer.LedgerFixture.customer;
import static dev.makegood.ledger.writer.LedgerFixture.hold;
import static dev.makegood.ledger.writer.LedgerFixture.miles;
import static dev.makegood.ledger.writer.LedgerFixture.percent;
import static dev.makegood.ledger.writer.LedgerFixture.redeem;
import static dev.makegood.ledger.writer.LedgerFixture.remedy;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Basis;
import dev.makegood.ledger.Benefit;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.ReminderId;
import dev.makegood.ledger.Restrictions;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import dev.makegood.ledger.writer.LedgerFixture;
import dev.makegood.platform.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every rule finds nothing in a ledger that lived, and names what somebody with every right has damaged. */
class CheckDbTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final Set<String> FOUND = new HashSet<>();
    private static LedgerFixture given;

    @BeforeAll
    static void live() {
        given = new LedgerFixture(database).withPolicy();
        Principal agent = given.agent("amy", "SUPERVISOR", "EAST");
        Principal small = given.agent("bob", "FRONTLINE", "EAST");
        IncidentId incident = given.incident(agent, "C-1");
        given.accepted(agent, remedy(incident, miles(6_000), voucher(5_000)));
        given.refused(small, remedy(incident, voucher(9_000)));
        Entry redeemed = given.accepted(PARTNER, redeem("C-1", 3_000, Unit.USD));
        given.accepted(PARTNER, Command.Reverse.of(redeemed.id(), new Amount(1_000, Unit.USD)));
        given.clock.turn(Duration.ofDays(3));
        Entry second = given.accepted(agent, given.remedyFor("C-2", miles(2_000), miles(500), voucher(1_001)));
        given.accepted(PARTNER, redeem("C-2", 700, Unit.MILES));
        given.accepted(
                FINANCE,
                new Command.VoidCredit(second.effects().credits().get(2).id(), null));
        given.accepted(
                agent, new Command.VoidCredit(second.effects().credits().get(0).id(), null));
        Entry third = given.accepted(agent, given.remedyFor("C-3", voucher(4_000)));
        Entry spent = given.accepted(PARTNER, redeem("C-3", 1_500, Unit.USD));
        given.accepted(
                FINANCE, new Command.VoidCredit(third.effects().credits().get(0).id(), null));
        given.accepted(PARTNER, Command.Reverse.of(spent.id(), null));
        Entry fourth = given.accepted(agent, given.remedyFor("C-4", voucher(100), voucher(3_000), percent(15)));
        given.accepted(
                agent, new Command.ReissueCode(fourth.effects().credits().get(0).id()));
        placed(fourth.effects().credits().get(2).id());
        remindOf(given.accepted(agent, given.remedyFor("C-5", voucher(2_500))));
        given.clock.turn(Duration.ofDays(400));
        given.accepted(PARTNER, Command.Reverse.of(redeemed.id(), new Amount(500, Unit.USD)));
        given.outcome(PARTNER, redeem("C-1", 100_000, Unit.USD));
        live_on(agent);
        given.accepted(PARTNER, hold("C-1", 100, Unit.USD, Duration.ofDays(7)));
        new RollUp(Jdbi.create(database.app()).installPlugin(new SqlObjectPlugin())).fold();
    }

    /** Extended by who may, blocked and unblocked, a receipt settled below its cap, and a refund of what was owed. */
    private static void live_on(Principal agent) {
        Command.Grant cap = new Command.Grant(
                Kind.REIMBURSEMENT,
                Basis.GOODWILL,
                new Amount(6_000, Unit.USD),
                new Benefit.Receipt(),
                Restrictions.NONE,
                null,
                Map.of());
        Command.Grant owed = new Command.Grant(
                Kind.VOUCHER,
                Basis.IN_LIEU,
                new Amount(2_000, Unit.USD),
                Benefit.MONEY,
                Restrictions.NONE,
                null,
                Map.of());
        List<Credit> credits = given.accepted(agent, given.remedyFor("C-4", cap, owed, voucher(3_000)))
                .effects()
                .credits();
        CreditId voucher = credits.get(2).id();
        given.accepted(agent, new CreditCommand.Extend(voucher, null, "still abroad"));
        given.accepted(FINANCE, new CreditCommand.Extend(voucher, null, null));
        given.accepted(agent, new CreditCommand.Block(voucher, "stolen"));
        given.accepted(FINANCE, new CreditCommand.Unblock(voucher, "found"));
        given.accepted(PARTNER, redeem("C-4", 500, Unit.USD));
        given.accepted(
                agent,
                new CreditCommand.Settle(
                        credits.get(0).id(), new CreditCommand.Receipt("CLEANER 17", new Amount(4_250, Unit.USD))));
        given.accepted(agent, new Command.ResolveIncident(credits.get(0).incident(), "all is well"));
        given.accepted(FINANCE, new Command.VoidCredit(credits.get(1).id(), "refunded instead", "REFUND-1"));
        handed_on(agent);
    }

    /** Asked for by the giver and confirmed, in part again after a reversal, and then by the holder at once. */
    private static void handed_on(Principal agent) {
        Command.Grant certificate = new Command.Grant(Kind.GIFT_CERTIFICATE, new Amount(3_333, Unit.USD));
        Entry remedy = given.accepted(agent, given.remedyFor("C-5", certificate));
        CreditId credit = remedy.effects().credits().get(0).id();
        Entry spent = given.accepted(PARTNER, redeem("C-5", 1_111, Unit.USD));
        Entry asked = given.accepted(
                agent, new CreditCommand.RequestTransfer(credit, new CustomerNumber("C-6"), "for his birthday"));
        given.accepted(customer("C-5"), new Command.ConfirmTransfer(asked.id()));
        given.accepted(PARTNER, Command.Reverse.of(spent.id(), new Amount(500, Unit.USD)));
        given.accepted(customer("C-5"), new CreditCommand.Transfer(credit, new CustomerNumber("C-7"), null));
        given.accepted(PARTNER, Command.Reverse.of(spent.id(), new Amount(100, Unit.USD)));
        given.accepted(agent, new Command.VoidCredit(credit, "no longer wanted"));
        CreditId received = new CreditId(EntryId.derive(asked.id().value(), 1));
        given.accepted(agent, new Command.VoidCredit(received, "nor is this"));
    }

    /** Thirty days before it ends; the reminder does not arrive. */
    private static void remindOf(Entry remedy) {
        Credit credit = remedy.effects().credits().get(0);
        given.clock.turn(Duration.ofDays(336));
        Principal ledger = new Principal(PrincipalId.LEDGER, Role.LEDGER, new Principal.Scope.Everyone());
        Command touch = new Command.Touch(credit.owner(), Set.of(credit.face().unit()));
        Outcome touched = LedgerFixture.await(
                given.ledger.submit(new Submission(ledger, touch, null)).toCompletableFuture());
        assertThat(touched).isInstanceOf(Outcome.Unchanged.class);
        ReminderId reminder = new ReminderId(given.id("select id from reminder"));
        given.accepted(PARTNER, new Command.ReportDelivery(reminder, false));
        assertThat(given.number("select count(*) from credit_change where what = 'undelivered'"))
                .isEqualTo(1);
    }

    /** Holds that were captured, released and over, and a credit whose date passed while all of it was held. */
    private static void placed(CreditId percent) {
        Command.Redeem both = new Command.Redeem(
                new CustomerNumber("C-4"),
                new Command.Purchase("till 7", new Amount(10_000, Unit.USD)),
                List.of(new Command.Draw.ByCredit(percent, null), new Command.Draw.ByUnit(new Amount(500, Unit.USD))));
        Entry first = given.accepted(PARTNER, new Command.Hold(both, Duration.ofHours(1)));
        given.clock.turn(Duration.ofMinutes(1));
        given.accepted(PARTNER, new Command.Capture(first.id(), new Amount(1, Unit.of("USE"))));
        given.accepted(PARTNER, new Command.Release(first.id()));
        given.accepted(PARTNER, hold("C-4", 700, Unit.USD, Duration.ofHours(1)));
        given.clock.turn(Duration.ofDays(363));
        given.accepted(PARTNER, hold("C-4", 3_100, Unit.USD, Duration.ofDays(7)));
        given.clock.turn(Duration.ofDays(4));
        given.outcome(PARTNER, redeem("C-4", 100_000, Unit.USD));
    }

    @AfterAll
    static void each_rule_was_seen_to_fail() {
        given.close();
        assertThat(Check.RULES).allMatch(FOUND::contains);
    }

    @Test
    void finds_nothing_in_a_ledger_that_lived_and_needs_no_more_than_to_read() throws SQLException {
        try (Connection reader = database.reader()) {
            Check.Report report = Check.run(reader);
            assertThat(report.findings()).isEmpty();
            assertThat(report.toString()).endsWith("everything agrees");
            assertThat(reader.getAutoCommit()).isTrue();
        }
        assertThat(given.number("select count(*) from account_rollup")).isPositive();
        assertThat(given.number("select count(*) from journal where due is not null"))
                .isPositive();
        assertThat(given.number("select count(*) from credit_change")).isPositive();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/dev/makegood/finance/damage.csv", delimiterString = " :: ")
    void names_what_was_damaged(String rule, String words, String deed) throws SQLException {
        try (Connection superuser = database.superuser();
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute("set local session_replication_role = replica");
            assertThat(statement.executeUpdate(deed)).as("rows damaged").isNotNegative();
            List<Check.Finding> findings = Check.report(statement).findings();
            assertThat(findings.stream()
                            .filter(finding -> finding.rule().equals(rule))
                            .map(Check.Finding::text)
                            .collect(Collectors.joining("\n")))
                    .contains(words);
            FOUND.add(rule);
            superuser.rollback();
        }
    }
}

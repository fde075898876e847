package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.LedgerFixture.FINANCE;
import static dev.makegood.ledger.writer.LedgerFixture.PARTNER;
import static dev.makegood.ledger.writer.LedgerFixture.miles;
import static dev.makegood.ledger.writer.LedgerFixture.redeem;
import static dev.makegood.ledger.writer.LedgerFixture.remedy;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.database.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Corners that random commands found, each once more by hand. */
class CornersDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static Counter counter;
    private static LedgerFixture given;

    @BeforeAll
    static void start() {
        counter = new Counter(DATABASE);
        given = counter.given;
    }

    @AfterAll
    static void everythingAgrees() throws Exception {
        counter.close();
    }

    @Test
    void whoIsNotInTheRegistryIsRefusedAndTheEntryIsTheCustomers() {
        IncidentId incident = given.incident(counter.agent, counter.customer());
        Entry known = given.accepted(counter.agent, remedy(incident, voucher(100)));
        Principal stranger = LedgerFixture.principal(Role.AGENT, "nobody");
        Entry refused = given.refused(stranger, remedy(incident, voucher(100)));
        assertThat(refused.outcome()).isEqualTo("agent_inactive");
        assertThat(refused.owner()).isEqualTo(known.owner());
    }

    @Test
    void aDrawByUnitIsOfTheCustomerWhoseCreditWasDrawnBefore() {
        String customer = counter.customer();
        CreditId voucher = counter.credit(customer, voucher(500));
        counter.credit(customer, miles(300));
        Command.Redeem both = new Command.Redeem(
                null,
                null,
                List.of(
                        new Command.Draw.ByCredit(voucher, null),
                        new Command.Draw.ByUnit(new Amount(300, Unit.MILES))));
        assertThat(given.accepted(PARTNER, both).effects().postings())
                .extracting(posting -> posting.amount().display())
                .containsExactly("USD 5.00", "300 MILES");
    }

    @Test
    void aRedemptionReadsNobodyElsesHead() {
        CreditId foreign = counter.credit(counter.customer(), voucher(500));
        String customer = counter.customer();
        counter.credit(customer, voucher(500));
        Command.Redeem redeem = new Command.Redeem(
                new CustomerNumber(customer), null, List.of(new Command.Draw.ByCredit(foreign, null)));
        Entry refused = given.refused(PARTNER, redeem);
        assertThat(refused.outcome()).isEqualTo("unknown_credit");
        assertThat(refused.heads()).doesNotContain("USD").doesNotContain("zone");
    }

    @Test
    void nobodyIsHandedMoreThanThereAreNumbersForBesideWhatIsHeld() {
        Unit dong = Unit.of("VND");
        given.rate(Kind.GIFT_CERTIFICATE, dong, "0.0000000001", "0", "0");
        given.rate(Kind.VOUCHER, dong, "0.0000000001", "0", "0");
        CreditId one =
                counter.credit(counter.customer(), new Command.Grant(Kind.GIFT_CERTIFICATE, new Amount(1, dong)));
        String rich = counter.customer();
        counter.credit(rich, new Command.Grant(Kind.VOUCHER, new Amount(Amount.MAX, dong)));
        Command.Draw all = new Command.Draw.ByUnit(new Amount(Amount.MAX, dong));
        Command.Redeem redeem = new Command.Redeem(new CustomerNumber(rich), null, List.of(all));
        given.accepted(PARTNER, new Command.Hold(redeem, Duration.ofDays(7)));
        CreditCommand handOn = new CreditCommand.Transfer(one, new CustomerNumber(rich), null);
        assertThat(given.refused(FINANCE, handOn).outcome()).isEqualTo("value_out_of_range");
    }

    @Test
    void activityDoesNotReviveTheDateOfWhatIsUsedUp() {
        String customer = counter.customer();
        counter.credit(customer, miles(1_000));
        Entry redeemed = given.accepted(PARTNER, redeem(customer, 1_000, Unit.MILES));
        counter.credit(customer, miles(200));
        given.clock.turn(Duration.ofDays(600));
        given.accepted(PARTNER, redeem(customer, 100, Unit.MILES));
        given.clock.turn(Duration.ofDays(300));
        Entry back = given.accepted(PARTNER, Command.Reverse.of(redeemed.id(), null));
        assertThat(back.effects().postings())
                .extracting(posting -> posting.touched().state().name())
                .containsExactly("GRACE");
    }

    @Test
    void whatIsUsedUpAndPastItsDateHasExpiredForEverybody() {
        String customer = counter.customer();
        CreditId credit = counter.credit(customer, voucher(500));
        given.accepted(PARTNER, redeem(customer, 500, Unit.USD));
        given.clock.turn(Duration.ofDays(400));
        Command.Redeem again = new Command.Redeem(null, null, List.of(new Command.Draw.ByCredit(credit, null)));
        assertThat(given.refused(PARTNER, again).outcome()).isEqualTo("credit_expired");
        assertThat(given.refused(FINANCE, new Command.VoidCredit(credit, null)).outcome())
                .isEqualTo("credit_expired");
    }
}

package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.Counter.capture;
import static dev.makegood.ledger.writer.Counter.moves;
import static dev.makegood.ledger.writer.Counter.usd;
import static dev.makegood.ledger.writer.LedgerFixture.FINANCE;
import static dev.makegood.ledger.writer.LedgerFixture.PARTNER;
import static dev.makegood.ledger.writer.LedgerFixture.hold;
import static dev.makegood.ledger.writer.LedgerFixture.miles;
import static dev.makegood.ledger.writer.LedgerFixture.percent;
import static dev.makegood.ledger.writer.LedgerFixture.redeem;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.database.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is set aside for a purchase is for nobody else, until it is captured or given up. */
class HoldsDbTest {

    private static final Unit USE = Unit.of("USE");
    private static final Duration DAY = Duration.ofDays(1);

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
    void what_is_held_cannot_be_spent_elsewhere_and_is_captured_in_parts_up_to_what_is_held() {
        String customer = counter.customer();
        counter.credit(customer, voucher(5_000));
        Entry hold = given.accepted(PARTNER, hold(customer, 4_000, Unit.USD, DAY));
        Entry refused = given.refused(PARTNER, redeem(customer, 1_001, Unit.USD));
        assertThat(refused.outcome()).isEqualTo("insufficient_balance");
        assertThat(refused.facts()).contains("\"available\":1000");

        Entry first = given.accepted(PARTNER, capture(hold, usd(1_500)));
        assertThat(moves(first)).containsExactly("HELD REDEEMED USD 15.00");
        assertThat(first.effects().postings().get(0).touched().held()).isEqualTo(2_500);
        Entry more = given.refused(PARTNER, capture(hold, usd(2_501)));
        assertThat(more.outcome()).isEqualTo("capture_exceeds");
        assertThat(more.facts()).isEqualTo("{\"held\":2500,\"requested\":2501,\"unit\":\"USD\"}");
        assertThat(given.refused(PARTNER, capture(hold, new Amount(1, Unit.MILES)))
                        .outcome())
                .isEqualTo("capture_exceeds");
        given.accepted(PARTNER, capture(hold, null));
        assertThat(given.refused(PARTNER, capture(hold, null)).outcome()).isEqualTo("hold_ended");
        assertThat(given.refused(PARTNER, new Command.Release(hold.id())).outcome())
                .isEqualTo("hold_ended");
        assertThat(given.refused(PARTNER, redeem(customer, 1_001, Unit.USD)).outcome())
                .isEqualTo("insufficient_balance");
        given.accepted(PARTNER, redeem(customer, 1_000, Unit.USD));
    }

    @Test
    void what_is_released_can_be_spent_again() {
        String customer = counter.customer();
        counter.credit(customer, voucher(5_000));
        counter.credit(customer, miles(700));
        Command.Redeem both = new Command.Redeem(
                new CustomerNumber(customer),
                null,
                List.of(new Command.Draw.ByUnit(usd(5_000)), new Command.Draw.ByUnit(new Amount(300, Unit.MILES))));
        Entry hold = given.accepted(PARTNER, new Command.Hold(both, DAY));
        given.accepted(PARTNER, capture(hold, usd(2_000)));
        Entry release = given.accepted(PARTNER, new Command.Release(hold.id()));
        assertThat(moves(release)).containsExactlyInAnyOrder("HELD AVAILABLE USD 30.00", "HELD AVAILABLE 300 MILES");
        given.accepted(PARTNER, redeem(customer, 3_000, Unit.USD));
        given.accepted(PARTNER, redeem(customer, 700, Unit.MILES));
    }

    @Test
    void a_void_takes_what_is_available_and_what_was_held_goes_to_funding_when_the_hold_ends() {
        String customer = counter.customer();
        CreditId credit = counter.credit(customer, voucher(5_000));
        Entry hold = given.accepted(PARTNER, hold(customer, 3_000, Unit.USD, DAY));
        Entry voided = given.accepted(FINANCE, new Command.VoidCredit(credit, null));
        assertThat(voided.facts()).isEqualTo("{\"notRecovered\":3000,\"restored\":2000,\"taken\":2000}");
        given.accepted(PARTNER, capture(hold, usd(1_000)));
        given.clock.turn(DAY);
        given.touch(hold, Unit.USD);
        assertThat(counter.sum(hold, "AVAILABLE", "FUNDING")).isEqualTo(4_000);
        assertThat(given.number("select used from incident_head where owner = '" + hold.owner() + "'"))
                .isEqualTo(3_000);
    }

    @Test
    void a_percentage_is_captured_whole_with_the_discount_that_was_decided_and_its_use_comes_back_with_it() {
        String customer = counter.customer();
        CreditId off = counter.credit(customer, percent(15));
        counter.credit(customer, voucher(5_000));
        Command.Redeem redeem = new Command.Redeem(
                new CustomerNumber(customer),
                new Command.Purchase(
                        "till 7",
                        usd(10_000),
                        List.of(
                                new Command.PurchaseLine(3_333, null, null),
                                new Command.PurchaseLine(6_667, null, null))),
                List.of(new Command.Draw.ByCredit(off, null), new Command.Draw.ByUnit(usd(2_000))));
        Entry hold = given.accepted(PARTNER, new Command.Hold(redeem, DAY));
        assertThat(moves(hold)).containsExactly("AVAILABLE HELD 1 USE", "AVAILABLE HELD USD 20.00");
        Entry money = given.accepted(PARTNER, capture(hold, usd(2_000)));
        assertThat(moves(money)).containsExactly("HELD REDEEMED USD 20.00");
        Entry capture = given.accepted(PARTNER, capture(hold, new Amount(1, USE)));
        assertThat(moves(capture))
                .containsExactly("HELD REDEEMED 1 USE", "FUNDING REDEEMED USD 4.99", "FUNDING REDEEMED USD 10.01");
        Entry most = given.accepted(PARTNER, Command.Reverse.of(capture.id(), usd(1_499)));
        assertThat(moves(most)).doesNotContain("REDEEMED AVAILABLE 1 USE");
        Entry last = given.accepted(PARTNER, Command.Reverse.of(capture.id(), null));
        assertThat(moves(last)).containsExactly("REDEEMED FUNDING USD 0.01", "REDEEMED AVAILABLE 1 USE");
    }

    @Test
    void a_capture_is_reversed_to_the_credit_from_which_it_was_held() {
        String customer = counter.customer();
        CreditId credit = counter.credit(customer, voucher(5_000));
        Entry hold = given.accepted(PARTNER, hold(customer, 4_000, Unit.USD, DAY));
        Entry capture = given.accepted(PARTNER, capture(hold, usd(1_500)));
        Entry back = given.accepted(PARTNER, Command.Reverse.of(capture.id(), usd(500)));
        assertThat(moves(back)).containsExactly("REDEEMED AVAILABLE USD 5.00");
        assertThat(back.effects().postings().get(0).credit()).isEqualTo(credit);
        assertThat(given.refused(PARTNER, Command.Reverse.of(capture.id(), usd(1_001)))
                        .outcome())
                .isEqualTo("reversal_exceeds");
    }

    @Test
    void a_hold_is_for_who_placed_it() {
        String customer = counter.customer();
        counter.credit(customer, voucher(5_000));
        Entry hold = given.accepted(PARTNER, hold(customer, 4_000, Unit.USD, DAY));
        Principal other = LedgerFixture.principal(Role.PARTNER, "another till");
        assertThat(given.outcome(other, capture(hold, null))).isInstanceOf(Outcome.NotFound.class);
        assertThat(given.outcome(other, new Command.Release(hold.id()))).isInstanceOf(Outcome.NotFound.class);
    }

    @Test
    void so_many_holds_may_set_something_aside_at_once_and_no_more() {
        String customer = counter.customer();
        counter.credit(customer, voucher(5_000));
        for (int i = 0; i < 100; i++) {
            given.accepted(PARTNER, hold(customer, 1, Unit.USD, DAY));
        }
        assertThat(given.refused(PARTNER, hold(customer, 1, Unit.USD, DAY)).outcome())
                .isEqualTo("too_many_holds");
        given.clock.turn(DAY);
        given.accepted(PARTNER, hold(customer, 5_000, Unit.USD, DAY));
    }

    @Test
    void an_entry_is_read_again_as_it_was_decided() {
        String customer = counter.customer();
        counter.credit(customer, voucher(5_000));
        Submission asked = new Submission(PARTNER, hold(customer, 4_000, Unit.USD, DAY), LedgerFixture.key());
        Outcome first = LedgerFixture.await(given.ledger.submit(asked).toCompletableFuture());
        Outcome again = LedgerFixture.await(given.ledger.submit(asked).toCompletableFuture());
        assertThat(((Outcome.Accepted) again).entry()).isEqualTo(((Outcome.Accepted) first).entry());
    }
}

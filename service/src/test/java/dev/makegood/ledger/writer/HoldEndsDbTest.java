package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.Counter.capture;
import static dev.makegood.ledger.writer.Counter.usd;
import static dev.makegood.ledger.writer.LedgerFixture.PARTNER;
import static dev.makegood.ledger.writer.LedgerFixture.hold;
import static dev.makegood.ledger.writer.LedgerFixture.miles;
import static dev.makegood.ledger.writer.LedgerFixture.redeem;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.database.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is left of a hold comes back by itself, and goes where its credit went meanwhile. */
class HoldEndsDbTest {

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
    void a_hold_that_has_ended_is_released_before_the_next_command_decides() {
        String customer = counter.customer();
        counter.credit(customer, voucher(5_000));
        Entry hold = given.accepted(PARTNER, hold(customer, 4_000, Unit.USD, Command.Hold.USUAL));
        given.clock.turn(Command.Hold.USUAL.minusNanos(1_000));
        assertThat(given.refused(PARTNER, redeem(customer, 5_000, Unit.USD)).outcome())
                .isEqualTo("insufficient_balance");
        given.clock.turn(Duration.ofNanos(1_000));
        given.accepted(PARTNER, redeem(customer, 5_000, Unit.USD));
        assertThat(given.refused(PARTNER, capture(hold, null)).outcome()).isEqualTo("hold_ended");
        assertThat(given.number(
                        "select count(*) from journal where due = '" + hold.id().value() + "'"))
                .isEqualTo(1);
    }

    @Test
    void the_clock_releases_each_unit_of_a_hold_once() {
        String customer = counter.customer();
        counter.credit(customer, voucher(5_000));
        counter.credit(customer, miles(700));
        Command.Redeem both = new Command.Redeem(
                new CustomerNumber(customer),
                null,
                List.of(new Command.Draw.ByUnit(usd(5_000)), new Command.Draw.ByUnit(new Amount(300, Unit.MILES))));
        Entry hold = given.accepted(PARTNER, new Command.Hold(both, DAY));
        given.clock.turn(DAY);
        given.touch(hold, Unit.USD);
        given.touch(hold, Unit.USD);
        assertThat(counter.sum(hold, "HELD", "AVAILABLE")).isEqualTo(5_000);
        given.touch(hold, Unit.MILES);
        given.touch(hold, Unit.MILES);
        assertThat(counter.sum(hold, "HELD", "AVAILABLE")).isEqualTo(5_300);
    }

    @Test
    void what_is_held_of_a_credit_whose_date_passes_is_captured_still_and_else_expires_at_the_end() {
        String customer = counter.customer();
        counter.credit(customer, voucher(5_000));
        given.clock.turn(Duration.ofDays(364));
        Entry hold = given.accepted(PARTNER, hold(customer, 5_000, Unit.USD, Duration.ofDays(7)));
        given.clock.turn(Duration.ofDays(3));
        given.touch(hold, Unit.USD);
        assertThat(counter.sum(hold, "AVAILABLE", "EXPIRED")).isZero();
        Entry capture = given.accepted(PARTNER, capture(hold, usd(1_000)));
        given.clock.turn(Duration.ofDays(4));
        given.touch(hold, Unit.USD);
        assertThat(counter.sum(hold, "HELD", "AVAILABLE")).isEqualTo(4_000);
        assertThat(counter.sum(hold, "AVAILABLE", "EXPIRED")).isEqualTo(4_000);
        Entry back = given.accepted(PARTNER, Command.Reverse.of(capture.id(), null));
        assertThat(back.effects().postings().get(0).touched().state().name()).isEqualTo("GRACE");
    }

    @Test
    void a_hold_that_ended_before_the_date_of_its_credit_gave_back_what_then_expired() {
        String customer = counter.customer();
        counter.credit(customer, voucher(5_000));
        given.clock.turn(Duration.ofDays(360));
        Entry hold = given.accepted(PARTNER, hold(customer, 5_000, Unit.USD, DAY));
        given.clock.turn(Duration.ofDays(30));
        given.touch(hold, Unit.USD);
        assertThat(given.number("select count(distinct entry) from posting where owner = '" + hold.owner()
                        + "' and (from_kind = 'HELD' or to_kind = 'EXPIRED')"))
                .isEqualTo(2);
        assertThat(counter.sum(hold, "AVAILABLE", "EXPIRED")).isEqualTo(5_000);
    }

    @Test
    void activity_moves_no_date_that_passed_while_all_of_the_credit_was_held() {
        String customer = counter.customer();
        counter.credit(customer, miles(500));
        given.clock.turn(Duration.ofDays(729));
        Entry hold = given.accepted(PARTNER, hold(customer, 500, Unit.MILES, Duration.ofDays(7)));
        given.clock.turn(Duration.ofDays(4));
        counter.credit(customer, miles(100));
        given.clock.turn(Duration.ofDays(4));
        given.touch(hold, Unit.MILES);
        assertThat(counter.sum(hold, "AVAILABLE", "EXPIRED")).isEqualTo(500);
    }

    @Test
    void what_was_held_in_grace_and_captured_after_it_gives_no_grace_again() {
        String customer = counter.customer();
        counter.credit(customer, voucher(5_000));
        Entry first = given.accepted(PARTNER, redeem(customer, 5_000, Unit.USD));
        given.clock.turn(Duration.ofDays(400));
        given.accepted(PARTNER, Command.Reverse.of(first.id(), null));
        given.clock.turn(Duration.ofDays(28));
        Entry hold = given.accepted(PARTNER, hold(customer, 5_000, Unit.USD, Duration.ofDays(7)));
        given.clock.turn(Duration.ofDays(5));
        Entry capture = given.accepted(PARTNER, capture(hold, null));
        Entry back = given.accepted(PARTNER, Command.Reverse.of(capture.id(), null));
        assertThat(back.effects().postings().get(1).to().kind().name()).isEqualTo("EXPIRED");
        assertThat(back.effects().changes()).isEmpty();
    }
}

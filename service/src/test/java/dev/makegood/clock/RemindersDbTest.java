package dev.makegood.clock;

import static dev.makegood.ledger.writer.LedgerFixture.ADMIN;
import static dev.makegood.ledger.writer.LedgerFixture.FINANCE;
import static dev.makegood.ledger.writer.LedgerFixture.PARTNER;
import static dev.makegood.ledger.writer.LedgerFixture.miles;
import static dev.makegood.ledger.writer.LedgerFixture.redeem;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditChange;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.ReminderId;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Unit;
import dev.makegood.ledger.writer.GroupCommit;
import dev.makegood.ledger.writer.LedgerFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A customer is reminded of what will expire, once for each date and mark; and one that is not reached loses nothing by it. */
@Timeout(120)
class RemindersDbTest {

    private static final String ALL = "select count(*) from reminder";
    private static final String LAST = "select id from reminder order by recorded_at desc, id desc limit 1";

    private final ClockFixture own = new ClockFixture();
    private final LedgerFixture given = own.given;
    private final ExpiryClock clock = own.clock();

    @AfterEach
    void stop() throws Exception {
        own.close();
    }

    private Credit issued(String customer, Command.Grant... grants) {
        return given.accepted(own.agent, given.remedyFor(customer, grants))
                .effects()
                .credits()
                .get(0);
    }

    /** The start of a local day so many days before a date. */
    private static Instant before(Expiry date, int days) {
        return day(date).minusDays(days).atStartOfDay(date.zone()).toInstant();
    }

    private static LocalDate day(Expiry date) {
        return Objects.requireNonNull(date.on());
    }

    /** Turns the clock to an instant and lets the clock come by twice, of which the second time finds nothing. */
    private void at(Instant instant) throws InterruptedException {
        given.clock.set(instant);
        clock.round();
        assertThat(clock.round()).isZero();
    }

    private long count() {
        return given.number(ALL);
    }

    private Entry report(boolean delivered) {
        return given.accepted(PARTNER, new Command.ReportDelivery(new ReminderId(given.id(LAST)), delivered));
    }

    private static OpenCredit after(Entry entry) {
        return Objects.requireNonNull(entry.effects().postings().get(0).after());
    }

    private static List<Expiry> extended(Entry entry) {
        return entry.effects().changes().stream()
                .map(CreditChange::after)
                .filter(Objects::nonNull)
                .map(OpenCredit::expiry)
                .toList();
    }

    @Test
    void eachMarkIsRemindedOfAtTheStartOfItsLocalDayAndOnce() throws Exception {
        String customer = own.customer();
        given.incident(own.agent, customer);
        given.accepted(
                ADMIN, new Command.SetCustomer(new CustomerNumber(customer), ZoneId.of("Pacific/Auckland"), null));
        Expiry date = issued(customer, voucher(2_000)).expiry();
        assertThat(date.zone()).isEqualTo(ZoneId.of("Pacific/Auckland"));
        int made = 0;
        for (int days : new int[] {90, 30, 7, 1}) {
            at(before(date, days).minusMillis(1));
            assertThat(count()).isEqualTo(made);
            at(before(date, days));
            assertThat(count()).isEqualTo(++made);
            assertThat(given.number(
                            "select count(*) from reminder r join journal j on j.id = r.id and j.owner = r.owner"
                                    + " join outbox o on o.id = r.id where o.type = 'remind' and j.role = 'ledger' and r.days = "
                                    + days + " and r.expires_on = '" + date.on() + "'"))
                    .isEqualTo(1);
        }
        at(Objects.requireNonNull(date.at()));
        assertThat(count()).isEqualTo(4);
        assertThat(given.number(ClockFixture.EXPIRED)).isEqualTo(1);
    }

    @Test
    void whatEndsOnOneDayIsOneReminderAndWhatIsGoneIsNone() throws Exception {
        String customer = own.customer();
        Credit first = issued(customer, voucher(1_000), voucher(2_000), voucher(3_000), miles(50));
        Expiry date = first.expiry();
        given.clock.turn(Duration.ofDays(2));
        issued(customer, voucher(500));
        Entry spent = given.accepted(PARTNER, redeem(customer, 1_000, Unit.USD));
        assertThat(after(spent).open()).isFalse();
        given.accepted(
                FINANCE,
                new Command.VoidCredit(
                        given.accepted(own.agent, given.remedyFor(own.customer(), voucher(100)))
                                .effects()
                                .credits()
                                .get(0)
                                .id(),
                        null));
        at(before(date, 88));
        assertThat(count()).isEqualTo(2);
        assertThat(given.number("select max(cardinality(credits)) from reminder"))
                .isEqualTo(2);
        at(before(date, 30));
        assertThat(count()).isEqualTo(3);
        at(before(date, 28));
        assertThat(count()).isEqualTo(4);
        assertThat(given.number(
                        "select count(*) from reminder where days = 30 and expires_on = date '" + date.on() + "' + 2"))
                .isEqualTo(1);
    }

    /** A command between a mark and the clock finds a date that it must not forget. */
    @Test
    void aMarkIsNotLostToACommandThatComesBeforeTheClock() throws Exception {
        String customer = own.customer();
        Expiry date = issued(customer, voucher(2_000)).expiry();
        given.clock.set(before(date, 90));
        given.accepted(PARTNER, redeem(customer, 1, Unit.USD));
        issued(customer, voucher(10));
        clock.round();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void whatWasMissedIsMadeUpForByTheLatestMarkAlone() throws Exception {
        Expiry date = issued(own.customer(), voucher(2_000)).expiry();
        at(before(date, 5));
        assertThat(count()).isEqualTo(1);
        assertThat(given.number("select days from reminder")).isEqualTo(7);
        at(before(date, 1));
        assertThat(count()).isEqualTo(2);
    }

    /** What comes back in grace has thirty days, so two of the marks are behind it already. */
    @Test
    void whoGetsAShortDateIsRemindedOnlyOfTheMarksAhead() throws Exception {
        String customer = own.customer();
        Expiry date = issued(customer, voucher(3_000)).expiry();
        Entry spent = given.accepted(PARTNER, redeem(customer, 3_000, Unit.USD));
        given.clock.set(Objects.requireNonNull(date.at()).plus(Duration.ofDays(3)));
        Entry back = given.accepted(PARTNER, new Command.Reverse(spent.id(), new Command.Reverse.Part.Whole()));
        Expiry grace = after(back).expiry();
        clock.round();
        assertThat(count()).isZero();
        at(before(grace, 8));
        assertThat(count()).isZero();
        at(before(grace, 7));
        at(before(grace, 1));
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void whatDidNotArriveExtendsACreditTwiceInAllAndIsReportedOnce() throws Exception {
        Credit credit = issued(own.customer(), voucher(2_000));
        Expiry date = credit.expiry();
        at(before(date, 90));
        Entry first = report(false);
        Expiry later = Expiry.endOf(day(date).plusDays(60), date.zone());
        assertThat(extended(first)).containsExactly(later);
        ReminderId reminder = new ReminderId(given.id(LAST));
        assertThat(given.refused(PARTNER, new Command.ReportDelivery(reminder, false))
                        .outcome())
                .isEqualTo("already_reported");
        assertThat(clock.round()).as("the marks of the new date are ahead").isZero();
        at(before(later, 90));
        assertThat(extended(report(true))).isEmpty();
        at(before(later, 30));
        Entry second = report(false);
        Expiry last = Expiry.endOf(day(later).plusDays(60), date.zone());
        assertThat(extended(second)).containsExactly(last);
        at(before(last, 30));
        assertThat(extended(report(false))).isEmpty();
        at(before(last, 7));
        ReminderId late = new ReminderId(given.id(LAST));
        given.clock.set(Objects.requireNonNull(last.at()));
        assertThat(given.refused(PARTNER, new Command.ReportDelivery(late, false))
                        .outcome())
                .isEqualTo("credit_expired");
        assertThat(given.number("select count(*) from credit_change where what = 'undelivered'"))
                .isEqualTo(2);
        assertThat(credit.expiry()).isEqualTo(date);
    }

    @Test
    void anExtensionOfMilesHoldsUntilActivityGoesBeyondIt() throws Exception {
        String customer = own.customer();
        Expiry date = issued(customer, miles(1_000)).expiry();
        at(before(date, 30));
        Expiry later = extended(report(false)).get(0);
        assertThat(later.on()).isEqualTo(day(date).plusDays(60));
        given.clock.set(Objects.requireNonNull(date.at()).plusSeconds(60));
        Entry redeemed = given.accepted(PARTNER, redeem(customer, 1, Unit.MILES));
        Expiry moved = redeemed.effects().changes().get(0).expiry();
        assertThat(moved.on()).isAfter(later.on());
        given.clock.set(Objects.requireNonNull(later.at()).plusSeconds(60));
        given.accepted(PARTNER, redeem(customer, 1, Unit.MILES));
    }

    @Test
    void whoIsNotTheirsOrUnknownIsNotFound() throws Exception {
        Expiry date = issued(own.customer(), voucher(2_000)).expiry();
        at(before(date, 7));
        Command report = new Command.ReportDelivery(new ReminderId(given.id(LAST)), false);
        Principal stranger = new Principal(
                PARTNER.id(), Role.PARTNER, new Principal.Scope.Only(Set.of(new CustomerNumber("C-other"))));
        assertThat(given.outcome(stranger, report)).isInstanceOf(Outcome.NotFound.class);
    }

    @Test
    void twoClocksAtOnceRemindOnce() throws Exception {
        own.vouchers(200);
        GroupCommit other = given.start(2);
        ExpiryClock two = own.clock(other, Duration.ofHours(1), other::depth);
        given.clock.turn(Duration.ofDays(340));
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> first = both.submit(clock::round);
            Future<Integer> second = both.submit(two::round);
            first.get();
            second.get();
        } finally {
            both.shutdownNow();
            other.drain();
        }
        assertThat(count()).isEqualTo(200);
        assertThat(clock.round()).isZero();
    }
}

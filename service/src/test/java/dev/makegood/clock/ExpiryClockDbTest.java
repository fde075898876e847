package dev.makegood.clock;

import static dev.makegood.ledger.writer.LedgerFixture.ADMIN;
import static dev.makegood.ledger.writer.LedgerFixture.PARTNER;
import static dev.makegood.ledger.writer.LedgerFixture.miles;
import static dev.makegood.ledger.writer.LedgerFixture.redeem;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.Unit;
import dev.makegood.ledger.writer.LedgerFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What time has decided is recorded, and recorded once. */
@Timeout(120)
class ExpiryClockDbTest {

    private final ClockFixture own = new ClockFixture();
    private final LedgerFixture given = own.given;

    @AfterEach
    void stop() throws Exception {
        own.close();
    }

    /** When it is noon twelve months before a date: a voucher given then lasts to it. */
    private static Instant given(Expiry date) {
        return Objects.requireNonNull(date.on())
                .minusMonths(12)
                .atTime(12, 0)
                .atZone(date.zone())
                .toInstant();
    }

    @Test
    void aCreditEndsWithTheLocalDayOfItsCustomerWhateverTheClocksThereDo() throws Exception {
        ExpiryClock clock = own.clock();
        List<Expiry> dates = new ArrayList<>();
        // The day on which clocks change, the day before and the day after, where they go forward and back, on the dot
        // of
        // midnight and by half an hour; and where they never do.
        for (String name : List.of(
                "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe", "America/Havana", "Asia/Kolkata")) {
            ZoneId zone = ZoneId.of(name);
            var rules = zone.getRules();
            var change = rules.nextTransition(Instant.parse("2027-03-06T00:00:00Z"));
            LocalDate day = change == null
                    ? LocalDate.of(2027, 6, 1)
                    : change.getInstant().atZone(zone).toLocalDate();
            for (int beside = -1; beside <= 1; beside++) {
                dates.add(new Expiry(
                        day.plusDays(beside + 1).atStartOfDay(zone).toInstant(), day.plusDays(beside), zone));
            }
        }
        dates.sort(Comparator.comparing(ExpiryClockDbTest::given));
        for (Expiry date : dates) {
            given.clock.set(given(date));
            String customer = own.customer();
            given.incident(own.agent, customer);
            given.accepted(ADMIN, new Command.SetCustomer(new CustomerNumber(customer), date.zone(), null));
            Entry entry = given.accepted(own.agent, given.remedyFor(customer, voucher(100)));
            assertThat(entry.effects().credits().get(0).expiry()).isEqualTo(date);
        }
        dates.sort(Comparator.comparing(date -> Objects.requireNonNull(date.at())));
        for (Expiry date : dates) {
            Instant end = Objects.requireNonNull(date.at());
            for (Instant now : List.of(end.minusMillis(1), end)) {
                // Two zones may end their day together.
                if (now.isAfter(given.clock.instant())) {
                    given.clock.set(now);
                    clock.round();
                    assertThat(given.number(ClockFixture.EXPIRED))
                            .as("at %s", now)
                            .isEqualTo(dates.stream()
                                    .filter(one -> one.passed(now))
                                    .count());
                }
            }
        }
    }

    /** Else a customer whose miles live on would be touched in every round for ever. */
    @Test
    void whoFindsNothingDueLearnsWhenItWillBe() throws Exception {
        ExpiryClock clock = own.clock();
        String customer = own.customer();
        given.accepted(own.agent, given.remedyFor(customer, miles(1_000)));
        given.clock.turn(Duration.ofDays(300));
        given.accepted(own.agent, given.remedyFor(customer, miles(500)));
        given.clock.turn(Duration.ofDays(440));
        long entries = given.number("select count(*) from journal");
        assertThat(clock.round()).isEqualTo(1);
        assertThat(clock.round()).isZero();
        assertThat(given.number("select count(*) from journal")).isEqualTo(entries);
        given.clock.turn(Duration.ofDays(300));
        assertThat(clock.round()).isEqualTo(1);
        assertThat(given.number("select count(*) from journal")).isEqualTo(entries + 2);
        assertThat(given.number("select count(*) from customer_head where next_due is not null"))
                .isZero();
    }

    /** The clock only records: whoever asks before it sees the same. */
    @Test
    void whatExpiredIsGoneBeforeTheClockCameBy() {
        String customer = own.customer();
        given.accepted(own.agent, given.remedyFor(customer, voucher(1_000)));
        given.clock.turn(Duration.ofDays(400));
        assertThat(given.refused(PARTNER, redeem(customer, 1, Unit.USD)).outcome())
                .isEqualTo("insufficient_balance");
    }
}

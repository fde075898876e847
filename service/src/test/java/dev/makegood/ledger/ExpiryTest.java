package dev.makegood.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {

    private static final Duration STEP = Duration.ofMinutes(1);

    /** Zones that change their clocks at night, at midnight, by half an hour, and one that left out a whole day. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "America/New_York",
                "America/Havana",
                "Africa/Cairo",
                "Asia/Beirut",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Pacific/Kiritimati",
                "UTC"
            })
    void theLastInstantOfTheDayIsTheLastThatCounts(ZoneId zone) {
        Instant from = Instant.parse("2011-12-20T00:00:00Z");
        for (int changes = 0; changes < 40; changes++) {
            LocalDate day = from.atZone(zone).toLocalDate();
            for (int i = -2; i <= 2; i++) {
                assertEndsItsDay(day.plusDays(i), zone);
            }
            ZoneOffsetTransition next = zone.getRules().nextTransition(from);
            from = next == null ? from.plus(Duration.ofDays(97)) : next.getInstant();
        }
    }

    private static void assertEndsItsDay(LocalDate day, ZoneId zone) {
        Expiry expiry = Expiry.endOf(day, zone);
        Instant at = Objects.requireNonNull(expiry.at());
        assertThat(expiry.on()).isEqualTo(day);
        assertThat(at.atZone(zone).toLocalDate()).isAfter(day);
        assertThat(at.minusNanos(1).atZone(zone).toLocalDate()).isBeforeOrEqualTo(day);
        for (Instant later = at; later.isBefore(at.plus(Duration.ofHours(3))); later = later.plus(STEP)) {
            assertThat(later.atZone(zone).toLocalDate()).isAfter(day);
        }
        assertThat(expiry.passed(at.minusNanos(1))).isFalse();
        assertThat(expiry.passed(at)).isTrue();
    }

    @Test
    void theLaterOfTwoIsOneOfThemAndNeverIsLatest() {
        Expiry soon = Expiry.endOf(LocalDate.of(2026, 3, 2), ZoneOffset.UTC);
        Expiry late = Expiry.endOf(LocalDate.of(2026, 3, 3), ZoneOffset.UTC);
        Expiry never = Expiry.never(ZoneOffset.UTC);
        assertThat(soon.laterOf(late)).isEqualTo(late);
        assertThat(late.laterOf(soon)).isEqualTo(late);
        assertThat(never.laterOf(late)).isEqualTo(never);
        assertThat(late.laterOf(never)).isEqualTo(never);
        assertThat(never.passed(Instant.MAX)).isFalse();
    }

    @Test
    void ofTwoAtOneInstantTheOwnOneStays() {
        Expiry own = Expiry.endOf(LocalDate.of(2026, 7, 1), ZoneId.of("America/New_York"));
        Expiry other = Expiry.endOf(LocalDate.of(2026, 7, 1), ZoneId.of("America/Toronto"));
        assertThat(own.at()).isEqualTo(other.at());
        assertThat(own.laterOf(other)).isSameAs(own);
    }

    @Test
    void anInstantWithoutItsDateIsRefused() {
        assertThatThrownBy(() -> new Expiry(Instant.EPOCH, null, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.makegood.demo;

import static dev.makegood.demo.DemoFiles.AIRPORTS;
import static dev.makegood.demo.DemoFiles.FLIGHTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class ShiftTest {

    @Test
    void last_flight_has_left_within_the_past_seven_days_whenever_the_demo_starts() {
        for (int hours = 0; hours < 400 * 24; hours += 7) {
            Instant now = DemoFiles.NOW.plus(Duration.ofHours(hours));
            Shift shift = Shift.before(now, FLIGHTS.subList(14_300, 14_411), AIRPORTS);
            Duration ago = Duration.between(shift.lastLeft(FLIGHTS, AIRPORTS), now);
            // Where summer time begins or ends in between, a week is an hour longer.
            assertThat(ago).isBetween(Duration.ZERO, Duration.ofDays(7).plusHours(1));
        }
    }

    @Test
    void weekday_and_local_time_stay_what_they_were() {
        Flight flight = new Flight(1, LocalDateTime.parse("2001-01-01T17:30"), "HNL", "LAX", Duration.ofHours(5));
        Instant scheduled = new Shift(1_300).scheduled(flight, AIRPORTS);
        LocalDateTime local =
                LocalDateTime.ofInstant(scheduled, AIRPORTS.at("HNL").zone());
        assertThat(local).isEqualTo("2025-12-01T17:30");
        assertThat(local.getDayOfWeek()).isEqualTo(flight.scheduled().getDayOfWeek());
        assertThat(new Shift(1_300).left(flight, AIRPORTS)).isEqualTo(scheduled.plus(Duration.ofHours(5)));
    }

    @Test
    void flights_are_played_in_the_order_in_which_they_left() {
        var late = Play.late(FLIGHTS, new Shift(1_000), AIRPORTS);
        assertThat(late).hasSize(2_181).isSortedAccordingTo(java.util.Comparator.comparing(Play.Late::left));
    }
}

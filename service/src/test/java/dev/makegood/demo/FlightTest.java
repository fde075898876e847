package dev.makegood.demo;

import static dev.makegood.demo.DemoFiles.FLIGHTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlightTest {

    @Test
    void rows_are_read_whole() {
        assertThat(FLIGHTS).hasSize(14_411);
        assertThat(FLIGHTS.get(0))
                .isEqualTo(
                        new Flight(1, LocalDateTime.parse("2001-01-01T00:08"), "MIA", "BOS", Duration.ofMinutes(246)));
        assertThat(FLIGHTS.get(0).story()).isEqualTo("Flight from MIA to BOS left 4 h 06 min late.");
    }

    @Test
    void report_is_the_one_that_the_demo_was_made_for() {
        assertThat(flightsFrom(Lateness.FROM_5_HOURS)).isEqualTo(2_181);
        assertThat(flightsFrom(Lateness.FROM_7_HOURS)).isEqualTo(625);
        assertThat(flightsFrom(Lateness.FROM_12_HOURS)).isEqualTo(180);
    }

    private static long flightsFrom(Lateness lateness) {
        return FLIGHTS.stream()
                .flatMap(flight -> Lateness.of(flight.delay()).stream())
                .filter(how -> how.compareTo(lateness) >= 0)
                .count();
    }

    @Test
    void lateness_gives_what_the_table_says() {
        assertThat(Lateness.of(Duration.ofMinutes(179))).isEmpty();
        assertThat(given(180)).isEqualTo("1: 2,000 MILES");
        assertThat(given(299)).isEqualTo("1: 2,000 MILES");
        assertThat(given(300)).isEqualTo("2: 4,000 MILES, proactive");
        assertThat(given(420)).isEqualTo("3: 6,000 MILES, proactive");
        assertThat(given(719)).isEqualTo("3: 6,000 MILES, proactive");
        assertThat(given(720)).isEqualTo("4: 10,000 MILES, proactive, by a person");
    }

    private static String given(int minutes) {
        Optional<Lateness> lateness = Lateness.of(Duration.ofMinutes(minutes));
        return lateness.map(how -> how.severity() + ": " + how.miles().display()
                        + (how.proactive() ? ", proactive" : "")
                        + (how.needsPerson() ? ", by a person" : ""))
                .orElseThrow();
    }
}

package dev.makegood.demo;

import static dev.makegood.demo.DemoFiles.AIRPORTS;
import static dev.makegood.demo.DemoFiles.FLIGHTS;
import static dev.makegood.demo.DemoFiles.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AirportsTest {

    @Test
    void every_airport_of_a_flight_is_known_and_no_other_is() {
        Set<String> flown = FLIGHTS.stream()
                .flatMap(flight -> Stream.of(flight.origin(), flight.destination()))
                .collect(Collectors.toSet());
        assertThat(AIRPORTS.byCode().keySet()).isEqualTo(flown);
        assertThatThrownBy(() -> AIRPORTS.at("XYZ")).hasMessageContaining("XYZ");
    }

    @Test
    void every_regional_cost_centre_has_airports_and_every_airport_has_one() {
        Set<String> regional = POLICY.costCentres().stream()
                .filter(Policy.Centre::regional)
                .map(Policy.Centre::code)
                .collect(Collectors.toSet());
        assertThat(regional).hasSize(8);
        assertThat(AIRPORTS.byCode().values().stream()
                        .map(Airports.Airport::costCentre)
                        .collect(Collectors.toSet()))
                .isEqualTo(regional);
    }
}

package dev.makegood.demo;

import static dev.makegood.demo.DemoFiles.FLIGHTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.demo.Members.Member;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MembersTest {

    private final Members members = new Members(42);

    @Test
    void same_seed_and_row_give_the_same_members() {
        Flight flight = FLIGHTS.get(7);
        assertThat(members.of(flight)).isEqualTo(new Members(42).of(flight));
        assertThat(members.of(flight)).isNotEqualTo(new Members(43).of(flight));
        assertThat(members.of(flight)).isNotEqualTo(members.of(FLIGHTS.get(8)));
    }

    @Test
    void flight_has_40_to_120_members_and_none_twice() {
        for (Flight flight : FLIGHTS.subList(0, 1_000)) {
            List<Member> aboard = members.of(flight);
            assertThat(aboard).hasSize(members.count(flight)).hasSizeBetween(40, 120);
            assertThat(aboard).extracting(Member::number).doesNotHaveDuplicates();
            assertThat(aboard).allSatisfy(member -> {
                assertThat(member.number().toString()).matches("M-\\d{7}");
                assertThat(member.booking()).matches("[A-Z]{6}");
            });
        }
        double mean = FLIGHTS.stream().mapToInt(members::count).average().orElseThrow();
        assertThat(mean).isBetween(79.0, 81.0);
    }

    @Test
    void no_booking_is_that_of_another_flight() {
        List<Member> all =
                FLIGHTS.stream().flatMap(flight -> members.of(flight).stream()).toList();
        assertThat(all).hasSizeGreaterThan(1_000_000).doesNotHaveDuplicates();
    }

    @Test
    void some_fly_again_and_again() {
        Map<String, Long> flights = FLIGHTS.subList(0, 2_181).stream()
                .flatMap(flight -> members.of(flight).stream())
                .map(member -> member.number().toString())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(flights.values()).anyMatch(count -> count >= 10).anyMatch(count -> count == 1);
    }
}

package dev.makegood.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTest {

    private final TraceIds traces = new TraceIds(new Random(7));

    @Test
    void goes_on_with_the_callers_trace() {
        TraceId trace = traces.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        assertThat(trace).hasToString("0af7651916cd43dd8448eb211c80319c");
        assertThat(trace.parent()).isEqualTo("00-0af7651916cd43dd8448eb211c80319c-8448eb211c80319c-01");
        assertThat(traces.of("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"))
                .isEqualTo(trace);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-zz",
                "00_0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            })
    void makes_a_new_one_in_place_of_a_bad_one(String parent) {
        assertThat(traces.of(parent).value()).matches("[0-9a-f]{32}").isNotEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void never_repeats_itself() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            TraceId trace = traces.of(null);
            assertThat(seen.add(trace.value())).isTrue();
            assertThat(traces.of(trace.parent())).isEqualTo(trace);
        }
    }
}

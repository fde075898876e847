package dev.makegood.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class DemoClockTest {

    private static final Instant REAL = DemoFiles.NOW;
    private static final Instant START = REAL.minusSeconds(1_000);

    private final DemoClock clock = new DemoClock(InstantSource.fixed(REAL), START);

    @Test
    void stands_still_until_it_is_turned_and_never_turns_back() {
        assertThat(clock.instant()).isEqualTo(START);
        clock.turnTo(START.plusSeconds(10), 0);
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(10));
        clock.turnTo(START.plusSeconds(5), 0);
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(10));
    }

    @Test
    void turns_only_while_nothing_is_in_flight() {
        assertThatThrownBy(() -> clock.turnTo(START.plusSeconds(10), 1)).hasMessageContaining("in flight");
        assertThatThrownBy(() -> clock.live(1)).hasMessageContaining("in flight");
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void is_real_time_for_good_once_it_is_live() {
        clock.live(0);
        assertThat(clock.instant()).isEqualTo(REAL);
        assertThatThrownBy(() -> clock.turnTo(REAL.plusSeconds(1), 0)).hasMessageContaining("real time");
    }

    @Test
    void does_not_go_live_while_it_is_ahead() {
        clock.turnTo(REAL.plusSeconds(1), 0);
        assertThatThrownBy(() -> clock.live(0)).hasMessageContaining("ahead");
    }
}

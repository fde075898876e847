package dev.makegood.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitTimesTest {

    @Test
    void percentiles_are_right_within_two_per_cent() {
        CommitTimes times = new CommitTimes();
        for (int millis = 1; millis <= 1_000; millis++) {
            times.add(Duration.ofMillis(millis).toNanos());
        }
        assertThat(times.percentile(0.50).toMillis()).isBetween(490L, 511L);
        assertThat(times.percentile(0.99).toMillis()).isBetween(980L, 1_011L);
        assertThat(times.percentile(1.00).toMillis()).isBetween(990L, 1_021L);
    }

    @Test
    void extremes_are_counted_too() {
        CommitTimes times = new CommitTimes();
        times.add(0);
        times.add(Long.MAX_VALUE);
        assertThat(times.percentile(0.5)).isLessThan(Duration.ofNanos(2_000));
        assertThat(times.percentile(1.0)).isGreaterThan(Duration.ofMinutes(1));
    }
}

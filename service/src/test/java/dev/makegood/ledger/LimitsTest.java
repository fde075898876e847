package dev.makegood.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private final SplittableRandom random = new SplittableRandom(3);

    private Limits any() {
        List<Limits.Window> windows = new ArrayList<>();
        for (String name : List.of("incident", "day", "month")) {
            Long limit = random.nextInt(4) == 0 ? null : Long.valueOf(random.nextLong(Amount.MAX));
            String period = random.nextBoolean() ? "INCIDENT" : "2026-1" + random.nextInt(3);
            windows.add(
                    new Limits.Window(name, period, limit, random.nextLong(Amount.MAX), random.nextLong(Amount.MAX)));
        }
        String level = List.of("FRONTLINE", "DUTY_MANAGER", "a level").get(random.nextInt(3));
        return new Limits(level, random.nextLong(Amount.MAX), windows);
    }

    @Test
    void theTextSaysAllOfIt() {
        for (int i = 0; i < 5_000; i++) {
            Limits limits = any();
            assertThat(Limits.parse(limits.toString())).isEqualTo(limits);
        }
    }

    /** Whatever was used, even above a limit that was lowered since: what fits and what remains are one comparison. */
    @Test
    void whatFitsNeverGoesAboveTheLimit() {
        for (int i = 0; i < 5_000; i++) {
            long limit = random.nextLong(1_000);
            Limits.Window window =
                    new Limits.Window("day", "2026-11-21", limit, random.nextLong(2_000), 1 + random.nextLong(1_000));
            assertThat(window.fits()).isEqualTo(window.used() + window.value() <= limit);
            assertThat(window.remaining()).isBetween(0L, limit);
        }
        assertThat(new Limits.Window("day", "2026-11-21", null, Amount.MAX, Amount.MAX).fits())
                .isTrue();
    }

    @Test
    void limitsAndRatesAreInTheCompanysCurrency() {
        Unit yen = Unit.of("JPY");
        assertThatThrownBy(() -> new SettingsCommand.LimitAmounts(yen, 1L, 1L, 1L))
                .hasMessageContaining("expected");
        assertThatThrownBy(() -> new SettingsCommand.Worth(yen, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE))
                .hasMessageContaining("expected");
    }
}

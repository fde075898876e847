package dev.makegood.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RateTest {

    private static final Settings.Rate MILES = rate("1.30", "1.10", "0.70");

    private static Settings.Rate rate(String customer, String fair, String cost) {
        SettingsCommand.Worth worth = new SettingsCommand.Worth(
                Unit.USD, new BigDecimal(customer), new BigDecimal(fair), new BigDecimal(cost));
        return new Settings.Rate(1, Kind.MILES, Unit.MILES, worth, Instant.EPOCH);
    }

    @Test
    void sixThousandMilesAreSeventyEightDollars() {
        assertThat(MILES.value(6_000, MILES.worth().customer()).display()).isEqualTo("USD 78.00");
        assertThat(MILES.value(6_000, MILES.worth().fair()).display()).isEqualTo("USD 66.00");
        assertThat(MILES.value(6_000, MILES.worth().cost()).display()).isEqualTo("USD 42.00");
    }

    /** The least whole number that is not below the exact value. */
    @Test
    void valuesRoundUp() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal worth = BigDecimal.valueOf(random.nextLong(30_000_000_000L), random.nextInt(11));
            long minor = 1 + random.nextLong(100_000);
            BigDecimal exact = worth.multiply(BigDecimal.valueOf(minor));
            if (exact.compareTo(BigDecimal.valueOf(Amount.MAX)) <= 0) {
                BigDecimal value = BigDecimal.valueOf(MILES.value(minor, worth).minor());
                assertThat(value).isGreaterThanOrEqualTo(exact);
                assertThat(value.subtract(BigDecimal.ONE)).isLessThan(exact);
            }
        }
    }

    @Test
    void whatLeavesTheRangeOfAmountsIsRefused() {
        assertThat(MILES.value(Amount.MAX, BigDecimal.ONE).minor()).isEqualTo(Amount.MAX);
        assertThatThrownBy(() -> MILES.value(Amount.MAX, new BigDecimal("1.0000000001")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MILES.value(Amount.MAX, new BigDecimal(BigInteger.TEN.pow(9))))
                .isInstanceOfAny(IllegalArgumentException.class, ArithmeticException.class);
    }
}

package dev.makegood.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "15000 | USD | USD 150.00",
                "5 | USD | USD 0.05",
                "0 | USD | USD 0.00",
                "100000 | USD | USD 1,000.00",
                "6000 | MILES | 6,000 MILES",
                "999 | MILES | 999 MILES",
                "1234567 | JPY | JPY 1,234,567",
                "1234567 | KWD | KWD 1,234.567",
                "12345 | CLF | CLF 1.2345",
                "-7800 | USD | USD -78.00",
                "-6000 | MILES | -6,000 MILES",
                "9007199254740991 | USD | USD 90,071,992,547,409.91",
            })
    void people_read_an_amount_with_its_decimals_and_groups(long minor, String unit, String text) {
        assertThat(Amount.display(minor, Unit.of(unit))).isEqualTo(text);
    }

    @Test
    void every_amount_reads_as_the_jdk_would_format_it() {
        Random random = new Random(7);
        for (String code : new String[] {"USD", "JPY", "KWD", "CLF"}) {
            Unit unit = Unit.of(code);
            for (int i = 0; i < 2_000; i++) {
                long minor = random.nextLong() >> (11 + random.nextInt(52));
                String expected = String.format(
                        Locale.ROOT, "%s %,." + unit.scale() + "f", code, BigDecimal.valueOf(minor, unit.scale()));
                assertThat(Amount.display(minor, unit)).isEqualTo(expected);
            }
        }
    }

    @Test
    void amounts_stay_within_what_json_carries_exactly() {
        assertThat(new Amount(Amount.MAX, Unit.USD).minor()).isEqualTo(9007199254740991L);
        assertThatThrownBy(() -> new Amount(Amount.MAX + 1, Unit.USD)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Amount(-1, Unit.USD)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Amount(1, Unit.USD).plus(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }
}

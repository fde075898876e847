package dev.makegood.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

    @ParameterizedTest
    @CsvSource({
        "1.30,1.3",
        "0.70,0.7",
        "1,1",
        "100,100",
        "0,0",
        "0.0,0",
        "007.0,7",
        "0.0000000001,0.0000000001",
        "9999999999.9999999999,9999999999.9999999999"
    })
    void is_exact_and_without_zeros_that_say_nothing(String text, String value) {
        DecimalText read = DecimalText.parse(text);
        assertThat(read).hasToString(value);
        assertThat(read.number()).isEqualByComparingTo(text);
        assertThat(DecimalText.of(new BigDecimal(text).setScale(10))).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-1", "+1", "1.", ".5", "1,5", "1e3", " 1", "1 ", "12345678901", "1.12345678901", "NaN", "١"
            })
    void is_nothing_else(String text) {
        assertThatThrownBy(() -> DecimalText.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothing_below_zero_or_too_fine_gets_in_by_the_back_door() {
        assertThatThrownBy(() -> DecimalText.of(new BigDecimal("-0.1"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DecimalText.of(new BigDecimal("1e-11"))).isInstanceOf(IllegalArgumentException.class);
    }
}

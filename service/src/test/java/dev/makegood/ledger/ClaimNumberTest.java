package dev.makegood.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimNumberTest {

    private static final int TRIES = 5_000;

    private final SplittableRandom random = new SplittableRandom(10);

    private ClaimNumber any() {
        long bound = random.nextBoolean() ? 10_000_000L : 1_000_000_000_000L;
        return new ClaimNumber(1000 + random.nextInt(9000), 1 + random.nextLong(bound - 1));
    }

    @Test
    void isReadAsItIsWritten() {
        for (int i = 0; i < TRIES; i++) {
            ClaimNumber claim = any();
            assertThat(ClaimNumber.parse(claim.toString())).isEqualTo(claim);
            assertThat(ClaimNumber.parse(claim.toString().toLowerCase(Locale.ROOT)))
                    .isEqualTo(claim);
        }
    }

    /** The check digit by the book: from the right every second digit doubled, and the sum a multiple of ten. */
    @Test
    void theCheckDigitIsLuhns() {
        for (int i = 0; i < TRIES; i++) {
            String digits = any().toString().replaceAll("\\D", "");
            int sum = 0;
            boolean twice = false;
            for (int at = digits.length() - 1; at >= 0; at--) {
                int digit = digits.charAt(at) - '0';
                int counted = twice ? digit * 2 : digit;
                sum += counted > 9 ? counted - 9 : counted;
                twice = !twice;
            }
            assertThat(sum % 10).isZero();
        }
    }

    @Test
    void anySingleWrongDigitIsRefused() {
        for (int i = 0; i < 200; i++) {
            String right = any().toString();
            for (int at = 0; at < right.length(); at++) {
                for (char digit = '0'; Character.isDigit(right.charAt(at)) && digit <= '9'; digit++) {
                    String wrong = right.substring(0, at) + digit + right.substring(at + 1);
                    if (!wrong.equals(right)) {
                        assertThatThrownBy(() -> ClaimNumber.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CLM",
                "CLM-2026-1-8",
                "CLM-2026-0004271",
                "CLM-2026-00004271-9",
                "CLM-2026-0000000-6",
                "CLM-\u0662\u0660\u0662\u0666-0004271-9",
                " CLM-2026-0004271-9",
                "CLM-2026-0004271-9\n"
            })
    void otherFormsAreRefused(String text) {
        assertThatThrownBy(() -> ClaimNumber.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.makegood.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTest {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final List<Character> SYMBOLS =
            ALPHABET.chars().mapToObj(symbol -> (char) symbol).toList();
    private static final int SAMPLES = 500;
    private final SecureRandom random = new SecureRandom();

    /** Every position, the check symbol's too, and every other symbol in it. */
    @Test
    void every_single_wrong_symbol_is_caught() {
        for (int sample = 0; sample < SAMPLES; sample++) {
            String right = Code.random(random).symbols();
            int caught = 0;
            for (int at = 0; at < Code.LENGTH; at++) {
                for (char symbol : SYMBOLS) {
                    String other = right.substring(0, at) + symbol + right.substring(at + 1);
                    if (!other.equals(right)) {
                        caught += refused(other);
                    }
                }
            }
            assertThat(caught).isEqualTo(Code.LENGTH * (SYMBOLS.size() - 1));
        }
    }

    /** Every pair of different symbols at every two neighbouring places, the check symbol's too. */
    @Test
    void every_swap_of_neighbours_is_caught() {
        int caught = 0;
        for (int at = 0; at + 1 < Code.LENGTH; at++) {
            for (char first : SYMBOLS) {
                for (char second : SYMBOLS) {
                    if (first != second) {
                        caught += refused(swapped(with(at, first, second), at));
                    }
                }
            }
        }
        assertThat(caught).isEqualTo((Code.LENGTH - 1) * SYMBOLS.size() * (SYMBOLS.size() - 1));
    }

    /** A code with these two symbols side by side: one of the others is chosen so that the sum fits. */
    private String with(int at, char first, char second) {
        StringBuilder symbols = new StringBuilder(Code.random(random).symbols());
        symbols.setCharAt(at, first);
        symbols.setCharAt(at + 1, second);
        int free = at < 2 ? Code.LENGTH - 1 : 0;
        for (char symbol : SYMBOLS) {
            symbols.setCharAt(free, symbol);
            if (refused(symbols.toString()) == 0) {
                return symbols.toString();
            }
        }
        throw new AssertionError("no symbol fits " + symbols);
    }

    private static String swapped(String code, int at) {
        return code.substring(0, at) + code.charAt(at + 1) + code.charAt(at) + code.substring(at + 2);
    }

    private static int refused(String symbols) {
        try {
            Code parsed = Code.parse(symbols);
            assertThat(parsed.symbols()).isEqualTo(symbols);
            return 0;
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).doesNotContain(symbols);
            return 1;
        }
    }

    @Test
    void what_is_shown_is_read_again_however_it_is_typed() {
        for (int sample = 0; sample < SAMPLES; sample++) {
            Code code = Code.random(random);
            String shown = code.reveal();
            assertThat(shown).matches("MG(-[0-9A-HJKMNP-TV-Z]{4}){4}-[0-9A-HJKMNP-TV-Z]");
            String bare = shown.substring(3);
            for (String typed : new String[] {
                shown,
                bare,
                shown.toLowerCase(Locale.ROOT),
                shown.replace("-", ""),
                bare.replace("-", ""),
                "  " + shown.replace('-', ' ') + " ",
                shown.replace('0', 'O').replace('1', 'I'),
                bare.replace('0', 'o').replace('1', 'l'),
                shown.replace("-", " - ").replace('1', 'L')
            }) {
                assertThat(Code.parse(typed).symbols()).as("typed another way").isEqualTo(code.symbols());
            }
        }
    }

    @Test
    void a_code_that_begins_like_the_prefix_is_read_with_it_and_without() {
        Code code = beginningWith("MG");
        assertThat(Code.parse(code.reveal())).isEqualTo(code);
        assertThat(Code.parse(code.symbols())).isEqualTo(code);
        assertThat(Code.parse(code.reveal().substring(3))).isEqualTo(code);
        assertThat(Code.parse("mg" + code.symbols())).isEqualTo(code);
    }

    private Code beginningWith(String begin) {
        String code = begin + Code.random(random).symbols().substring(begin.length(), Code.LENGTH - 1);
        for (char check : SYMBOLS) {
            if (refused(code + check) == 0) {
                return new Code(code + check);
            }
        }
        throw new AssertionError("no check symbol fits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MG",
                "MG-",
                "MG-7K3M-9QXT-4HNP-ZR5W",
                "MG-7K3M-9QXT-4HNP-ZR5W-",
                "U0000000000000000",
                "0000000000000000\u0660",
                "000000000000000000",
                "0000-0000-0000-0000_0",
                "MG-MG-0000-0000-0000-0000-0"
            })
    void what_is_no_code_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Code.parse(text))
                .withMessageStartingWith("expected a code such as MG-");
    }

    @Test
    void the_example_in_the_message_is_a_code() {
        assertThatIllegalArgumentException().isThrownBy(() -> Code.parse("")).satisfies(e -> {
            String example = String.valueOf(e.getMessage()).replaceAll(".*(MG-[-0-9A-Z]+),.*", "$1");
            assertThat(Code.parse(example).reveal()).isEqualTo(example);
        });
    }

    @Test
    void its_text_form_is_masked() {
        Code code = Code.random(random);
        assertThat(code.toString()).isEqualTo("MG-****-" + code.lastFour());
        assertThat(code.lastFour()).hasSize(4);
        assertThat(code.symbols()).endsWith(code.lastFour());
    }

    @Test
    void codes_do_not_repeat() {
        Set<Code> all = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(all.add(Code.random(random))).isTrue();
        }
    }
}

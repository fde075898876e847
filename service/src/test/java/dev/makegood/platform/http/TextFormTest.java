package dev.makegood.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.Unit;
import dev.makegood.problem.ProblemException;
import jakarta.ws.rs.ext.ParamConverter;
import java.lang.annotation.Annotation;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormTest {

    enum Word {
        @JsonProperty("gift_certificate")
        GIFT,
        PLAIN
    }

    private static <T> ParamConverter<T> converter(Class<T> type) {
        return Objects.requireNonNull(new TextParams().getConverter(type, type, new Annotation[0]));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "50,50", "200,200", "201,200", "99999999999999999999,200", "007,7"})
    void page_limit_is_coerced(String text, int value) {
        assertThat(converter(PageLimit.class).fromString(text)).isEqualTo(new PageLimit(value));
    }

    @ParameterizedTest
    @CsvSource(
            value = {"0", "-1", "+1", "1.0", "1e1", "''", "' 1'", "x", "٣"},
            ignoreLeadingAndTrailingWhitespace = false)
    void page_limit_is_a_number_from_one(String text) {
        assertThatThrownBy(() -> converter(PageLimit.class).fromString(text)).isInstanceOf(ProblemException.class);
    }

    @Test
    void absent_page_limit_is_fifty() {
        assertThat(PageLimit.of(converter(PageLimit.class).fromString(null))).isEqualTo(50);
    }

    @Test
    void constant_is_named_as_in_json() {
        assertThat(converter(Word.class).fromString("gift_certificate")).isEqualTo(Word.GIFT);
        assertThat(converter(Word.class).fromString("PLAIN")).isEqualTo(Word.PLAIN);
        assertThatThrownBy(() -> converter(Word.class).fromString("GIFT"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        no -> assertThat(no.errors().get(0).detail())
                                .isEqualTo("must be one of gift_certificate, PLAIN"));
    }

    @Test
    void value_types_have_one_form_everywhere() {
        String id = "crd_00000000000000000000000001";

        CreditId read = converter(CreditId.class).fromString(id);

        assertThat(read).hasToString(id);
        assertThat(converter(Unit.class).fromString("MILES")).isEqualTo(Unit.MILES);
        assertThat(new TextParams().getConverter(String.class, String.class, new Annotation[0]))
                .isNull();
    }

    @Test
    void text_with_nul_is_none() {
        assertThatThrownBy(() -> converter(Cursor.class).fromString("a\0b")).isInstanceOf(ProblemException.class);
    }
}

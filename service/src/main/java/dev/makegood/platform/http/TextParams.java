package dev.makegood.platform.http;

import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads path and query parameters by the same text forms as JSON. Jersey tells a path's parameter from a
 * query's: a path that cannot be is not found, a query is answered with what would be accepted.
 *
 * <p>It goes before Dropwizard's own reader of enums, which takes any case and answers without saying what it takes.
 */
@Priority(Priorities.USER - 1)
final class TextParams implements ParamConverterProvider {

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> raw, Type generic, Annotation[] annotations) {
        if (raw.isEnum()) {
            return new Converter<>(ofEnum(raw));
        }
        TextForm<?> form = TextForm.of(raw);
        return form == null ? null : new Converter<>(cast(form, raw));
    }

    private static <T> TextForm<T> cast(TextForm<?> form, Class<T> raw) {
        return new TextForm<>(raw, text -> raw.cast(form.parse(text)), form.accepted());
    }

    /** A constant is named by its {@code @JsonProperty}, else by its name, as in JSON. */
    private static <T> TextForm<T> ofEnum(Class<T> raw) {
        T[] constants = raw.getEnumConstants();
        String accepted =
                "must be one of " + Arrays.stream(constants).map(EnumWords::of).collect(Collectors.joining(", "));
        return new TextForm<>(
                raw,
                text -> Arrays.stream(constants)
                        .filter(constant -> EnumWords.of(constant).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("expected another word")),
                accepted);
    }

    private record Converter<T>(TextForm<T> form) implements ParamConverter<T> {

        @Override
        public @Nullable T fromString(@Nullable String text) {
            // Jersey asks also about a parameter that is absent.
            if (text == null) {
                return null;
            }
            try {
                if (text.indexOf('\0') < 0) {
                    return form.parse(text);
                }
            } catch (TextForm.NotOfFormException e) {
                throw ProblemException.of(ProblemCode.INVALID_VALUE).at("", e.accepted());
            }
            throw ProblemException.of(ProblemCode.INVALID_VALUE).at("", form.accepted());
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}

package dev.makegood.platform.http;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a constant is called outside: by its {@code @JsonProperty}, else by its name. */
public final class EnumWords {

    private EnumWords() {}

    public static String of(Object constant) {
        String name = ((Enum<?>) constant).name();
        try {
            JsonProperty word =
                    ((Enum<?>) constant).getDeclaringClass().getField(name).getAnnotation(JsonProperty.class);
            return word == null ? name : word.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("every constant is a field", e);
        }
    }
}

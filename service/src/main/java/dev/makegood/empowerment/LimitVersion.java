package dev.makegood.empowerment;

import java.util.regex.Pattern;

/** The version of the settings that limits made, by which they are known. */
public record LimitVersion(long value) {

    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,15}");

    public static LimitVersion parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("expected an integer from 1 on");
        }
        return new LimitVersion(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}

package dev.makegood.credit;

import java.util.regex.Pattern;

/** The version of the settings that a rate made, by which the rate is known. */
public record RateVersion(long value) {

    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,15}");

    public static RateVersion parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("expected an integer from 1 on");
        }
        return new RateVersion(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}

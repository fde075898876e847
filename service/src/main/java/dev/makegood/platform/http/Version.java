package dev.makegood.platform.http;

import java.util.regex.Pattern;

/** A version of the settings, by which what was set with it is known: limits, or a rate. */
public record Version(long value) {

    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,15}");

    public static Version parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("expected an integer from 1 on");
        }
        return new Version(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}

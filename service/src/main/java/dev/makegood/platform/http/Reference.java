package dev.makegood.platform.http;

import java.util.regex.Pattern;

/** A booking, flight, order or receipt, as the company names it. It is the caller's text and may be erased. */
public record Reference(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._:/#-]{0,63}");

    public Reference {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "expected 1 to 64 letters, digits, blanks or one of . _ : / # -, a letter or digit first");
        }
    }

    public static Reference parse(String text) {
        return new Reference(text);
    }

    @Override
    public String toString() {
        return value;
    }
}

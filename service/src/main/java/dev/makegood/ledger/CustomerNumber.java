package dev.makegood.ledger;

import java.util.regex.Pattern;

/** The company's own number of a customer: 1 to 64 letters, digits, dots, hyphens or underscores. */
public record CustomerNumber(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public CustomerNumber {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("expected 1 to 64 letters, digits, '.', '-' or '_'");
        }
    }

    public static CustomerNumber parse(String text) {
        return new CustomerNumber(text);
    }

    @Override
    public String toString() {
        return value;
    }
}

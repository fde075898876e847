package dev.makegood.platform.http;

import org.jspecify.annotations.Nullable;

/** How many elements a page has: 50 unless asked otherwise, at least 1; above 200 is served as 200. */
public record PageLimit(int value) {

    public static final int DEFAULT = 50;
    public static final int MAX = 200;

    private static final int MAX_DIGITS = 9;

    public PageLimit {
        if (value < 1) {
            throw new IllegalArgumentException("expected an integer from 1 to " + MAX);
        }
        value = Math.min(value, MAX);
    }

    public static PageLimit parse(String text) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            throw new IllegalArgumentException("expected an integer from 1 to " + MAX);
        }
        return new PageLimit(text.length() > MAX_DIGITS ? MAX : Integer.parseInt(text));
    }

    /** The limit of a query that may not name one. */
    public static int of(@Nullable PageLimit asked) {
        return asked == null ? DEFAULT : asked.value;
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}

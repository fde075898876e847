package dev.makegood.problem;

import org.jspecify.annotations.Nullable;

/**
 * The trace that a request belongs to, as of W3C Trace Context: 32 lower-case hexadecimal digits, taken
 * from a valid {@code traceparent} and made up by {@link TraceIds} otherwise.
 */
public record TraceId(String value) {

    /** Under this name the id stands in the request's attributes and in the log context. */
    public static final String ATTRIBUTE = "traceId";

    private static final int PARENT_LENGTH = 55;
    private static final String HEX = "0123456789abcdef";

    /** The trace that a {@code traceparent} header names, or null when it is absent or not valid. */
    static @Nullable TraceId of(@Nullable String parent) {
        if (parent == null
                || parent.length() < PARENT_LENGTH
                || parent.startsWith("ff")
                || !hex(parent, 0, 2)
                || parent.charAt(2) != '-'
                || !hex(parent, 3, 35)
                || parent.charAt(35) != '-'
                || !hex(parent, 36, 52)
                || parent.charAt(52) != '-'
                || !hex(parent, 53, PARENT_LENGTH)
                || (parent.length() > PARENT_LENGTH && (parent.startsWith("00") || parent.charAt(55) != '-'))
                || zeros(parent, 3, 35)
                || zeros(parent, 36, 52)) {
            return null;
        }
        return new TraceId(parent.substring(3, 35));
    }

    private static boolean hex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (HEX.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean zeros(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    /** The {@code traceparent} of the answer: the same trace, with its first half as the span. */
    public String parent() {
        return "00-" + value + "-" + value.substring(16) + "-01";
    }

    @Override
    public String toString() {
        return value;
    }
}

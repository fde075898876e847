package dev.makegood.ledger;

/**
 * A number of minor units of one unit, from 0 to 2^53 - 1 (what a JSON number carries exactly). Any
 * other number is refused with {@link IllegalArgumentException}; sums that leave the range throw
 * {@link ArithmeticException}.
 */
public record Amount(long minor, Unit unit) {

    public static final long MAX = (1L << 53) - 1;

    private static final int GROUP = 3;

    public Amount {
        if (minor < 0 || minor > MAX) {
            throw new IllegalArgumentException("expected an integer from 0 to " + MAX);
        }
    }

    public Amount plus(long more) {
        return new Amount(Math.addExact(minor, more), unit);
    }

    /** For people, as {@code USD 150.00} or {@code 6,000 MILES}. */
    public String display() {
        return display(minor, unit);
    }

    /** For people; also of a difference, which may be negative. It is in every answer, so it formats by hand. */
    public static String display(long minor, Unit unit) {
        String digits = Long.toString(Math.abs(minor));
        int scale = unit.scale();
        if (digits.length() <= scale) {
            digits = "0".repeat(scale + 1 - digits.length()) + digits;
        }
        boolean currency = unit.form() == Unit.Form.CURRENCY;
        StringBuilder text = new StringBuilder(40);
        if (currency) {
            text.append(unit.code()).append(' ');
        }
        if (minor < 0) {
            text.append('-');
        }
        int whole = digits.length() - scale;
        for (int i = 0; i < whole; i++) {
            if (i > 0 && (whole - i) % GROUP == 0) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        if (scale > 0) {
            text.append('.').append(digits, whole, digits.length());
        }
        return currency ? text.toString() : text.append(' ').append(unit.code()).toString();
    }
}

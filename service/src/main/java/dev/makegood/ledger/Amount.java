package dev.makegood.ledger;

import java.math.BigDecimal;

/**
 * A number of minor units of one unit, from 0 to 2^53 - 1 (what a JSON number carries exactly). Any
 * other number is refused with {@link IllegalArgumentException}; sums that leave the range throw
 * {@link ArithmeticException}.
 */
public record Amount(long minor, Unit unit) {

    public static final long MAX = (1L << 53) - 1;

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

    /** For people; also of a difference, which may be negative. */
    public static String display(long minor, Unit unit) {
        String number = "%,.{scale}f".replace("{scale}", Integer.toString(unit.scale()));
        String grouped = String.format(java.util.Locale.ROOT, number, BigDecimal.valueOf(minor, unit.scale()));
        return unit.form() == Unit.Form.CURRENCY ? unit.code() + " " + grouped : grouped + " " + unit.code();
    }
}

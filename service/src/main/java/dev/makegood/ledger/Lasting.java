package dev.makegood.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a credit lasts where it is not as its kind usually does: days or months, to the end of a local
 * day ({@code P90D}, {@code P18M}), or hours exactly ({@code PT24H}, a meal voucher). Refuses anything
 * else of ISO 8601, and more than 120 months, 3,660 days or 240 hours.
 */
public record Lasting(int number, Step step) {

    /** What it is counted in. */
    public enum Step {
        HOURS(240),
        DAYS(3660),
        MONTHS(120);

        private final int most;

        Step(int most) {
            this.most = most;
        }
    }

    private static final Pattern FORM = Pattern.compile("P(?:T(\\d{1,4})H|(\\d{1,4})D|(\\d{1,4})M)");

    public Lasting {
        if (number < 1 || number > step.most) {
            throw new IllegalArgumentException("expected hours (PT24H), days (P90D) or months (P18M)");
        }
    }

    public static Lasting parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("expected hours (PT24H), days (P90D) or months (P18M)");
        }
        if (form.group(1) != null) {
            return new Lasting(Integer.parseInt(form.group(1)), Step.HOURS);
        }
        return form.group(2) != null
                ? new Lasting(Integer.parseInt(form.group(2)), Step.DAYS)
                : new Lasting(Integer.parseInt(form.group(3)), Step.MONTHS);
    }

    /** When a credit of this duration ends that begins now. */
    public Expiry from(Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return switch (step) {
            case HOURS -> {
                Instant end = now.plus(Duration.ofHours(number));
                yield new Expiry(end, end.atZone(zone).toLocalDate(), zone);
            }
            case DAYS -> Expiry.endOf(today.plusDays(number), zone);
            case MONTHS -> Expiry.endOf(today.plus(Period.ofMonths(number)), zone);
        };
    }

    @Override
    public String toString() {
        return switch (step) {
            case HOURS -> "PT" + number + "H";
            case DAYS -> "P" + number + "D";
            case MONTHS -> "P" + number + "M";
        };
    }
}

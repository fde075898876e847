package dev.makegood.platform.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One end of a span: a whole local day, or an instant. Exactly one of the two is there. */
public record DateOrInstant(
        @Nullable LocalDate day, @Nullable Instant instant) {

    private static final int LENGTH_OF_A_DATE = 10;

    public DateOrInstant {
        if ((day == null) == (instant == null)) {
            throw new IllegalArgumentException("expected a date or an instant");
        }
    }

    public static DateOrInstant parse(String text) {
        try {
            return text.length() == LENGTH_OF_A_DATE
                    ? new DateOrInstant(TextForm.date(text), null)
                    : new DateOrInstant(null, TextForm.instant(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "expected a date such as 2026-03-01, or a date and time in UTC such as 2026-03-01T12:00:00Z", e);
        }
    }

    /** Where a span starts that begins with it. */
    public Instant start(ZoneId zone) {
        return day == null ? at() : day.atStartOfDay(zone).toInstant();
    }

    /** Where a span ends that ends with it: a day is in it whole. */
    public Instant end(ZoneId zone) {
        return day == null ? at() : day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private Instant at() {
        return Objects.requireNonNull(instant);
    }

    @Override
    public String toString() {
        return String.valueOf(day == null ? instant : day);
    }
}

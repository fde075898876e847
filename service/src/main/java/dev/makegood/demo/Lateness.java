package dev.makegood.demo;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Unit;
import java.time.Duration;
import java.util.Optional;

/** How late a flight left, and what its passengers are given: the row DELAY of the default remedies. */
enum Lateness {
    FROM_3_HOURS(3, 1, 2_000),
    FROM_5_HOURS(5, 2, 4_000),
    FROM_7_HOURS(7, 3, 6_000),
    FROM_12_HOURS(12, 4, 10_000);

    private final Duration from;
    private final int severity;
    private final long miles;

    Lateness(int hours, int severity, long miles) {
        this.from = Duration.ofHours(hours);
        this.severity = severity;
        this.miles = miles;
    }

    static Optional<Lateness> of(Duration delay) {
        Optional<Lateness> found = Optional.empty();
        for (Lateness lateness : values()) {
            if (delay.compareTo(lateness.from) >= 0) {
                found = Optional.of(lateness);
            }
        }
        return found;
    }

    int severity() {
        return severity;
    }

    Amount miles() {
        return new Amount(miles, Unit.MILES);
    }

    /** Is it made good before anybody complains? */
    boolean proactive() {
        return compareTo(FROM_5_HOURS) >= 0;
    }

    /** Is it above what a rule may give, so that a person gives it? */
    boolean needsPerson() {
        return this == FROM_12_HOURS;
    }
}

package dev.makegood.ledger.decision;

import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.OpenCredit;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The days before a credit's date at whose start its customer is to be reminded of it. */
final class Marks {

    private static final int[] DAYS = {90, 30, 7, 1};

    private Marks() {}

    static Instant at(Expiry expiry, LocalDate on, int days) {
        return on.minusDays(days).atStartOfDay(expiry.zone()).toInstant();
    }

    /** What the clock has to do next about a credit: remind, or in the end let it expire. */
    static @Nullable Instant next(OpenCredit credit, Instant now) {
        Instant end = credit.fallsDue();
        LocalDate on = credit.expiry().on();
        if (end == null || on == null) {
            return end;
        }
        for (int days : DAYS) {
            Instant mark = at(credit.expiry(), on, days);
            if (mark.isAfter(now)) {
                return mark;
            }
        }
        return end;
    }

    /** The days of the latest mark that a live credit has reached; none: 0. */
    static int reached(OpenCredit credit, Instant now) {
        LocalDate on = credit.expiry().on();
        int reached = 0;
        if (on == null || credit.fallsDue() == null || credit.expiry().passed(now)) {
            return reached;
        }
        for (int days : DAYS) {
            if (!at(credit.expiry(), on, days).isAfter(now)) {
                reached = days;
            }
        }
        return reached;
    }
}

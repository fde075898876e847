package dev.makegood.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When a credit ends: the instant at which the local day {@code on} is over in {@code zone}. A
 * credit that never ends has the zone alone.
 */
public record Expiry(@Nullable Instant at, @Nullable LocalDate on, ZoneId zone) {

    public Expiry {
        if ((at == null) != (on == null)) {
            throw new IllegalArgumentException("expected an instant and its local date, or neither");
        }
    }

    public static Expiry endOf(LocalDate day, ZoneId zone) {
        return new Expiry(day.plusDays(1).atStartOfDay(zone).toInstant(), day, zone);
    }

    public static Expiry never(ZoneId zone) {
        return new Expiry(null, null, zone);
    }

    /** From its instant on, a credit has expired, whether that has been posted or not. */
    public boolean passed(Instant now) {
        return at != null && !now.isBefore(at);
    }

    public Expiry laterOf(Expiry other) {
        if (at == null) {
            return this;
        }
        return other.at == null || other.at.isAfter(at) ? other : this;
    }
}

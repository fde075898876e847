package dev.makegood.credit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The instant that a read is about.
 *
 * @param at by which time decides what has passed
 * @param rows up to which rows count: when now is asked, every row, also of an instance whose clock runs ahead
 * @param asked whether it was named; if so, the answer says which instant it is about and whether that may change
 * @param provisional whether a running transaction may still change what was recorded by then
 */
record Moment(Instant at, Instant rows, boolean asked, boolean provisional) {

    private static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

    static Moment now(Instant now) {
        return new Moment(now, NO_END, false, true);
    }

    static Moment asked(Instant at, boolean provisional) {
        return new Moment(at, at, true, provisional);
    }

    @Nullable
    Instant toldAt() {
        return asked ? at : null;
    }

    @Nullable
    Boolean toldProvisional() {
        return asked ? provisional : null;
    }
}

package dev.makegood.ledger;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a customer had to do once more about an incident: a call or a message, or a trip. Each is effort that the
 * company's slowness cost, and raises what is recommended to make it good.
 *
 * @param at when it was; when it is recorded, if nobody says
 */
public record Contact(Kind kind, String channel, @Nullable Instant at) {

    /** How far the customer had to go. */
    public enum Kind {
        CONTACT,
        TRIP;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

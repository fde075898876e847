package dev.makegood.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.ledger.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Which incidents are still to be resolved: those with time left, or those whose time is over. */
enum Due {
    @JsonProperty("open")
    OPEN,
    @JsonProperty("overdue")
    OVERDUE;

    /** After all that is to be resolved. */
    static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** A place in the order of the dates. */
    record Place(Instant due, IncidentId incident) {

        static final Place START = after(Instant.parse("0001-01-01T00:00:00Z"));

        /** After all that is due at an instant. */
        static Place after(Instant due) {
            return new Place(due, new IncidentId(new UUID(-1, -1)));
        }

        static Place of(List<String> cursor) {
            return new Place(Instant.parse(cursor.get(0)), IncidentId.parse(cursor.get(1)));
        }

        static List<String> cursor(IncidentRow row) {
            return List.of(row.resolveBy().toString(), row.id().toString());
        }
    }
}

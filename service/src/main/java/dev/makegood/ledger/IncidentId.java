package dev.makegood.ledger;

import java.util.UUID;

/** What went wrong for one customer. */
public record IncidentId(UUID value) implements Id {

    private static final String PREFIX = "inc_";

    public static IncidentId parse(String text) {
        return new IncidentId(Id.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return Id.text(PREFIX, value);
    }
}

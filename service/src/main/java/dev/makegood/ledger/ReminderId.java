package dev.makegood.ledger;

import java.util.UUID;

/** A reminder of what will expire; it is its journal entry. */
public record ReminderId(UUID value) implements Id {

    private static final String PREFIX = "rmd_";

    public static ReminderId parse(String text) {
        return new ReminderId(Id.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return Id.text(PREFIX, value);
    }
}

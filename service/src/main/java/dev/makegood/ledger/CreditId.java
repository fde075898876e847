package dev.makegood.ledger;

import java.util.UUID;

/** One issued lot of value. */
public record CreditId(UUID value) implements Id {

    private static final String PREFIX = "crd_";

    public static CreditId parse(String text) {
        return new CreditId(Id.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return Id.text(PREFIX, value);
    }
}

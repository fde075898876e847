package dev.makegood.ledger;

import java.util.UUID;

/** The part of the company that pays, and whose time zone counts an agent's days. */
public record CostCentreId(UUID value) implements Id {

    private static final String PREFIX = "ccr_";

    public static CostCentreId parse(String text) {
        return new CostCentreId(Id.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return Id.text(PREFIX, value);
    }
}

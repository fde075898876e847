package dev.makegood.ledger;

import java.util.UUID;

/** Whoever acts, whatever the role; an agent is the principal of the same value. */
public record PrincipalId(UUID value) implements Id {

    /** The ledger itself, which posts what time has decided. */
    public static final PrincipalId LEDGER = new PrincipalId(new UUID(0, 0));

    private static final String PREFIX = "prn_";

    public static PrincipalId parse(String text) {
        return new PrincipalId(Id.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return Id.text(PREFIX, value);
    }
}

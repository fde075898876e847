package dev.makegood.ledger;

import java.util.UUID;

/** One entry of the journal. A remedy, a redemption and a reversal are their entries. */
public record EntryId(UUID value) implements Id {

    /** How many ids may derive from one command. */
    public static final int DERIVED = 1 << 12;

    /** The id of a further thing of the same command: its lowest 12 bits are left free for the number. */
    public static UUID derive(UUID command, int number) {
        if (number < 0 || number >= DERIVED) {
            throw new IllegalArgumentException("expected a number from 0 to " + (DERIVED - 1));
        }
        return new UUID(command.getMostSignificantBits(), command.getLeastSignificantBits() | number);
    }

    private static final String PREFIX = "jrn_";

    public static EntryId parse(String text) {
        return new EntryId(Id.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return Id.text(PREFIX, value);
    }
}

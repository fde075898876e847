package dev.makegood.ledger;

import java.util.UUID;

/** One entry of the journal. A remedy, a redemption and a reversal are their entries. */
public record EntryId(UUID value) implements Id {

    /** The id of a further thing of the same command: derived, so that nothing random is decided. */
    public static UUID derive(UUID command, int number) {
        return new UUID(command.getMostSignificantBits(), command.getLeastSignificantBits() ^ ((long) number << 2));
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

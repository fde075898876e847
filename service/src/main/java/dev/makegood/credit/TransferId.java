package dev.makegood.credit;

import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Id;

/** A credit handed on, or to be handed on once its holder confirms it; it is the journal entry that asked for it. */
public record TransferId(EntryId entry) {

    private static final String PREFIX = "trf_";

    public static TransferId parse(String text) {
        return new TransferId(new EntryId(Id.parse(PREFIX, text)));
    }

    @Override
    public String toString() {
        return Id.text(PREFIX, entry.value());
    }
}

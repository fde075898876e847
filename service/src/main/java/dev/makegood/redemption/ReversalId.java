package dev.makegood.redemption;

import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Id;

/** Value given back in one command; it is that command's journal entry. */
public record ReversalId(EntryId entry) {

    private static final String PREFIX = "rev_";

    public static ReversalId parse(String text) {
        return new ReversalId(new EntryId(Id.parse(PREFIX, text)));
    }

    @Override
    public String toString() {
        return Id.text(PREFIX, entry.value());
    }
}

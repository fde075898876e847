package dev.makegood.redemption;

import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Id;

/** Value set aside for a purchase in one command; it is that command's journal entry. */
public record HoldId(EntryId entry) {

    private static final String PREFIX = "hld_";

    public static HoldId parse(String text) {
        return new HoldId(new EntryId(Id.parse(PREFIX, text)));
    }

    @Override
    public String toString() {
        return Id.text(PREFIX, entry.value());
    }
}

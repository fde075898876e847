package dev.makegood.redemption;

import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Id;

/** Value spent from a customer's credits in one command; it is that command's journal entry. */
public record RedemptionId(EntryId entry) {

    private static final String PREFIX = "rdm_";

    public static RedemptionId parse(String text) {
        return new RedemptionId(new EntryId(Id.parse(PREFIX, text)));
    }

    @Override
    public String toString() {
        return Id.text(PREFIX, entry.value());
    }
}

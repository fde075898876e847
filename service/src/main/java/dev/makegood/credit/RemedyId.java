package dev.makegood.credit;

import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Id;

/** What was given to a customer for an incident in one command; it is that command's journal entry. */
public record RemedyId(EntryId entry) {

    private static final String PREFIX = "rem_";

    public static RemedyId parse(String text) {
        return new RemedyId(new EntryId(Id.parse(PREFIX, text)));
    }

    @Override
    public String toString() {
        return Id.text(PREFIX, entry.value());
    }
}

package dev.makegood.credit;

import dev.makegood.ledger.CreditChange;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.OpenCredit;
import java.time.Instant;
import java.util.Objects;

/** Until when a credit lasts now. */
record ExtensionView(CreditId credit, Expiry expiry, EntryId entry, Instant recordedAt) {

    static ExtensionView of(Entry entry) {
        CreditChange change = entry.effects().changes().get(0);
        OpenCredit after = Objects.requireNonNull(change.after());
        return new ExtensionView(after.id(), change.expiry(), entry.id(), entry.recordedAt());
    }
}

package dev.makegood.credit;

import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.OpenCredit;
import java.time.Instant;
import java.util.Objects;

/** Whether a credit is blocked now. */
record BlockView(CreditId credit, boolean blocked, EntryId entry, Instant recordedAt) {

    static BlockView of(Entry entry) {
        OpenCredit after =
                Objects.requireNonNull(entry.effects().changes().get(0).after());
        return new BlockView(after.id(), after.state().blocked(), entry.id(), entry.recordedAt());
    }
}

package dev.makegood.redemption;

import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import java.time.Instant;
import java.util.List;

/** What was given up of a hold, and how the credits stand that it went back to. */
record ReleaseView(HoldId hold, List<ReversalView.Line> lines, EntryId entry, Instant recordedAt) {

    static ReleaseView of(Entry entry, HoldId hold, Holds.Held held) {
        return new ReleaseView(hold, ReversalView.lines(entry, held.faces()), entry.id(), entry.recordedAt());
    }
}

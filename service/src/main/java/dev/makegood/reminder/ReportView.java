package dev.makegood.reminder;

import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.ReminderId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What a report of a delivery brought about: credits that last longer now, or none. */
record ReportView(
        ReminderId reminder, Delivered outcome, List<ExtendedView> extended, EntryId entry, Instant recordedAt) {

    /** A credit with its new date. */
    record ExtendedView(CreditId credit, Expiry expiry) {}

    static ReportView of(ReminderId reminder, Delivered outcome, Entry entry) {
        return new ReportView(
                reminder,
                outcome,
                entry.effects().changes().stream()
                        .flatMap(change -> Stream.ofNullable(change.after()))
                        .map(credit -> new ExtendedView(credit.id(), credit.expiry()))
                        .toList(),
                entry.id(),
                entry.recordedAt());
    }
}

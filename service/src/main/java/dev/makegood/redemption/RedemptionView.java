package dev.makegood.redemption;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Posting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was spent; read by itself, also what of it can still be reversed. */
record RedemptionView(
        RedemptionId id,
        CustomerNumber customer,
        @Nullable Amount total,
        List<Line> lines,
        Instant recordedAt,
        @Nullable List<Amount> reversible) {

    /** What was taken from one credit. */
    record Line(CreditId credit, Amount amount) {}

    static boolean isOf(Entry entry) {
        return entry.accepted()
                && entry.effects().postings().stream()
                        .anyMatch(posting -> posting.to().kind() == Account.Kind.REDEEMED);
    }

    static RedemptionView of(
            Entry entry, CustomerNumber customer, @Nullable Amount total, @Nullable List<Amount> reversible) {
        List<Line> lines = new ArrayList<>();
        for (Posting posting : entry.effects().postings()) {
            if (posting.to().kind() == Account.Kind.REDEEMED) {
                lines.add(new Line(posting.after().id(), posting.amount()));
            }
        }
        return new RedemptionView(new RedemptionId(entry.id()), customer, total, lines, entry.recordedAt(), reversible);
    }
}

package dev.makegood.redemption;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.credit.Standing;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Posting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was given back, as it was decided. */
record ReversalView(
        ReversalId id,
        RedemptionId redemption,
        @Nullable CustomerNumber customer,
        List<Line> lines,
        Instant recordedAt) {

    /**
     * What went back to one credit and how that credit stood then; value that could not stay went on. A
     * discount that went back is money of the company's and leaves the credit as it is.
     */
    record Line(
            CreditId credit,
            Amount amount,
            @Nullable Standing state,
            @Nullable Expiry expiry,
            @Nullable Onward wentOn) {}

    /** Where value goes that cannot stay on its credit. */
    enum Onward {
        @JsonProperty("expired")
        EXPIRED,
        @JsonProperty("funding")
        FUNDING,
        /** What was owed or paid for had been refunded. */
        @JsonProperty("settlement")
        SETTLEMENT
    }

    /** The redemption that an entry reverses, if it reverses one. */
    static Optional<EntryId> redemption(Entry entry) {
        for (Posting posting : entry.effects().postings()) {
            if (posting.reverses() != null) {
                return Optional.of(posting.reverses().entry());
            }
        }
        return Optional.empty();
    }

    /** @param faces what the credits of the redemption were given with, in minor units */
    static ReversalView of(
            Entry entry, EntryId redemption, @Nullable CustomerNumber customer, Map<CreditId, Long> faces) {
        return new ReversalView(
                new ReversalId(entry.id()),
                new RedemptionId(redemption),
                customer,
                lines(entry, faces),
                entry.recordedAt());
    }

    /** What went back to which credit, and on from there. */
    static List<Line> lines(Entry entry, Map<CreditId, Long> faces) {
        List<Line> lines = new ArrayList<>();
        List<Posting> postings = entry.effects().postings();
        for (int i = 0; i < postings.size(); i++) {
            Posting back = postings.get(i);
            if (back.reverses() != null) {
                Posting next = i + 1 < postings.size() ? postings.get(i + 1) : null;
                boolean onward = next != null && next.reverses() == null;
                lines.add(line(back, onward ? next : null, faces, entry.recordedAt()));
            }
        }
        return lines;
    }

    private static Line line(Posting back, @Nullable Posting onward, Map<CreditId, Long> faces, Instant at) {
        CreditId credit = back.credit();
        OpenCredit last = (onward == null ? back : onward).after();
        if (last == null) {
            return new Line(credit, back.amount(), null, null, null);
        }
        return new Line(
                credit,
                back.amount(),
                Standing.of(last, faces.getOrDefault(credit, back.amount().minor()), at),
                last.expiry(),
                onward == null ? null : onward(onward));
    }

    private static Onward onward(Posting posting) {
        return switch (posting.to().kind()) {
            case FUNDING -> Onward.FUNDING;
            case SETTLEMENT -> Onward.SETTLEMENT;
            default -> Onward.EXPIRED;
        };
    }
}

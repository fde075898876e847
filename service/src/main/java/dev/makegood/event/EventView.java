package dev.makegood.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.credit.PostingType;
import dev.makegood.event.EventSql.EntryRow;
import dev.makegood.event.EventSql.PostingRow;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.IncidentId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event as CloudEvents 1.0 has it; its id is that of the journal entry that it tells of. */
record EventView(
        @JsonProperty("specversion") String version,
        EntryId id,
        String source,
        String type,
        Instant time,
        DataView data) {

    private static final String VERSION = "1.0";
    private static final String SOURCE = "/v1/journal";

    /** What happened to whom; absent is what there is not, and a customer who was erased. */
    record DataView(
            @Nullable CustomerNumber customer,
            @Nullable IncidentId incident,
            @Nullable ClaimNumber claimNumber,
            List<MovementView> credits) {}

    /** A credit that value moved on or off, and what is available of it since. */
    record MovementView(
            CreditId credit,
            PostingType movement,
            Amount amount,
            @Nullable Amount available,
            @Nullable Expiry expiry,
            @Nullable ClaimNumber claimNumber) {

        static MovementView of(PostingRow row) {
            return new MovementView(
                    row.credit(),
                    PostingType.of(row.fromKind(), row.toKind()),
                    new Amount(row.amount(), row.unit()),
                    row.available() == null ? null : new Amount(row.available(), row.unit()),
                    row.expiresAt() == null || row.zone() == null
                            ? null
                            : new Expiry(row.expiresAt(), row.expiresOn(), row.zone()),
                    row.claim());
        }
    }

    static EventView of(String command, EntryRow entry, List<PostingRow> postings) {
        return new EventView(
                VERSION,
                entry.id(),
                SOURCE,
                EventType.of(command),
                entry.recordedAt(),
                new DataView(
                        entry.customer(),
                        entry.incident(),
                        entry.claim(),
                        postings.stream().map(MovementView::of).toList()));
    }
}

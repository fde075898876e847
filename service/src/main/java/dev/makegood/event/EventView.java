package dev.makegood.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.credit.PostingType;
import dev.makegood.event.EventSql.ChangeRow;
import dev.makegood.event.EventSql.EntryRow;
import dev.makegood.event.EventSql.PostingRow;
import dev.makegood.event.EventSql.ReminderRow;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.ReminderId;
import java.time.Instant;
import java.time.LocalDate;
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
            List<MovementView> credits,
            @Nullable List<ChangeView> changes,
            @Nullable ReminderView reminder) {}

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

    /** A credit that got another date or state. */
    record ChangeView(
            CreditId credit,
            String change,
            @Nullable Expiry expiry,
            @Nullable ClaimNumber claimNumber) {

        static ChangeView of(ChangeRow row) {
            Expiry expiry = row.expiresAt() == null ? null : new Expiry(row.expiresAt(), row.expiresOn(), row.zone());
            return new ChangeView(row.credit(), row.what(), expiry, row.claim());
        }
    }

    /** What a customer is to be told of, and what became of it. */
    record ReminderView(
            ReminderId id,
            int days,
            LocalDate expiresOn,
            List<EndingView> credits,
            @Nullable String outcome) {

        static @Nullable ReminderView of(List<ReminderRow> rows) {
            if (rows.isEmpty()) {
                return null;
            }
            ReminderRow first = rows.get(0);
            List<EndingView> credits = rows.stream()
                    .map(row -> new EndingView(row.credit(), new Amount(row.available(), row.unit()), row.claim()))
                    .toList();
            return new ReminderView(first.id(), first.days(), first.expiresOn(), credits, first.outcome());
        }
    }

    /** A credit that will end, and what was available of it. */
    record EndingView(
            CreditId credit, Amount available, @Nullable ClaimNumber claimNumber) {}

    /** What belongs to one entry. */
    record Rows(List<PostingRow> postings, List<ChangeRow> changes, List<ReminderRow> reminders) {}

    static EventView of(String command, EntryRow entry, Rows rows) {
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
                        rows.postings.stream().map(MovementView::of).toList(),
                        rows.changes.isEmpty()
                                ? null
                                : rows.changes.stream().map(ChangeView::of).toList(),
                        ReminderView.of(rows.reminders)));
    }
}

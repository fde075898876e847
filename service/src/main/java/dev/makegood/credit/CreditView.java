package dev.makegood.credit;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Basis;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.OpenCredit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A credit as it stands now; with its history when it is read by itself. */
public record CreditView(
        CreditId id,
        CustomerNumber customer,
        CreditKind kind,
        Basis basis,
        Standing state,
        Amount amount,
        Amount available,
        Amount held,
        Expiry expiry,
        IncidentId incident,
        RemedyId remedy,
        Instant issuedAt,
        @Nullable Values values,
        @Nullable List<PostingView> postings) {

    /** The three values, frozen when the credit was given, and the version of the rate that they follow from. */
    record Values(Amount customer, Amount fair, Amount expectedCost, long rate) {}

    /** One movement of value, and how the credit stood after it. */
    record PostingView(
            EntryId entry,
            Instant recordedAt,
            PostingType type,
            Amount amount,
            Amount available,
            Amount held,
            long version) {}

    static CreditView of(CreditRow row, Instant now) {
        return of(row, now, null, null);
    }

    static CreditView of(CreditRow row, Instant now, @Nullable Values values, @Nullable List<PostingView> postings) {
        OpenCredit last = row.last();
        return new CreditView(
                row.id(),
                row.customer(),
                CreditKind.of(row.kind()),
                row.basis(),
                Standing.of(last, row.face(), now),
                row.amount(row.face()),
                row.amount(last.due(now) ? 0 : last.available()),
                row.amount(last.held()),
                last.expiry(),
                row.incident(),
                new RemedyId(row.entry()),
                row.issuedAt(),
                values,
                postings);
    }
}

package dev.makegood.credit;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Basis;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Terms;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credit as it stands; with its history when it is read by itself, and then with the instant that was asked, if one
 * was. What another customer handed on came from their credit, and from no remedy of its own.
 */
public record CreditView(
        CreditId id,
        CustomerNumber customer,
        CreditKind kind,
        Basis basis,
        Standing state,
        Amount amount,
        @Nullable BenefitView benefit,
        @Nullable RestrictionsView restrictions,
        Amount available,
        Amount held,
        Expiry expiry,
        IncidentId incident,
        @Nullable RemedyId remedy,
        @Nullable CreditId cameFrom,
        Instant issuedAt,
        @Nullable Values values,
        @Nullable TextsView texts,
        @Nullable List<PostingView> postings,
        @Nullable Instant asOf,
        @Nullable Boolean provisional) {

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

    static CreditView of(CreditRow row, Moment moment) {
        return of(row, moment.at(), null, null, null, null, null);
    }

    /** With its history; only then it says itself which instant was asked. */
    static CreditView of(
            CreditRow row,
            Moment moment,
            @Nullable Values values,
            @Nullable TextsView texts,
            List<PostingView> postings) {
        return of(row, moment.at(), values, texts, postings, moment.toldAt(), moment.toldProvisional());
    }

    private static CreditView of(
            CreditRow row,
            Instant at,
            @Nullable Values values,
            @Nullable TextsView texts,
            @Nullable List<PostingView> postings,
            @Nullable Instant asOf,
            @Nullable Boolean provisional) {
        OpenCredit last = row.at(at);
        Terms terms = row.agreed();
        return new CreditView(
                row.id(),
                row.customer(),
                CreditKind.of(row.kind()),
                row.basis(),
                Standing.of(last, row.face(), terms, row.handedOn(), at),
                row.amount(row.face()),
                BenefitView.of(terms),
                RestrictionsView.of(terms, row.unit()),
                row.amount(last.due(at) ? 0 : last.available()),
                row.amount(last.held()),
                last.expiry(),
                row.incident(),
                row.cameFrom() == null ? new RemedyId(row.entry()) : null,
                row.cameFrom(),
                row.issuedAt(),
                values,
                texts,
                postings,
                asOf,
                provisional);
    }
}

package dev.makegood.credit;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Basis;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Terms;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/** A credit as it was given, with the last row that touched it. Public, because JDBI makes it. */
public record CreditRow(
        CreditId id,
        CustomerNumber customer,
        EntryId entry,
        Unit unit,
        Kind kind,
        Basis basis,
        long face,
        @Nullable String terms,
        Unit currency,
        long customerValue,
        long fairValue,
        long cost,
        long rateVersion,
        IncidentId incident,
        @Nullable CreditId cameFrom,
        Instant issuedAt,
        boolean handedOn,
        @Nested LatestRow latest) {

    OpenCredit at(Instant at) {
        return latest.credit(id, unit, at);
    }

    Terms agreed() {
        return Terms.parse(terms);
    }

    Amount amount(long minor) {
        return new Amount(minor, unit);
    }

    Amount value(long minor) {
        return new Amount(minor, currency);
    }
}

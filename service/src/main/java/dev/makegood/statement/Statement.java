package dev.makegood.statement;

import dev.makegood.credit.CreditKind;
import dev.makegood.credit.PostingType;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.http.SignedAmount;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer had at the start of a span, what moved in it, and what was left at its end. A movement is in the
 * span when its instant is later than the start and not later than the end, so that value which ends with the last
 * day is in it.
 *
 * @param provisional whether a running transaction may still change it
 */
record Statement(
        CustomerNumber customer, ZoneId zone, Instant from, Instant to, boolean provisional, List<OfUnit> units) {

    /** One unit in which something was there or something moved. */
    record OfUnit(Unit unit, Balance opening, List<Movement> movements, Balance closing) {}

    /** All of the value in a unit that time had not taken. */
    record Balance(Amount available, Amount held) {

        static Balance of(Walk.Sum sum, Unit unit) {
            return new Balance(new Amount(sum.available(), unit), new Amount(sum.held(), unit));
        }
    }

    /** One movement; what it added, or took if below zero, and what was there after it. */
    record Movement(
            Instant at,
            PostingType type,
            CreditId credit,
            CreditKind kind,
            @Nullable ClaimNumber claimNumber,
            @Nullable EntryId entry,
            @Nullable String purchase,
            SignedAmount available,
            SignedAmount held,
            Balance balance) {}
}

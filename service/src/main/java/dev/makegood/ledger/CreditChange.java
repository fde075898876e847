package dev.makegood.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change without value. Without a credit it moves the date of all of the customer's live credits
 * of the unit: miles live on with activity.
 */
public record CreditChange(
        int number,
        CustomerId owner,
        Unit unit,
        String what,
        long headVersion,
        @Nullable OpenCredit after,
        Expiry expiry,
        List<CreditId> open,
        List<EntryId> holds) {}

package dev.makegood.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Value that moved from one account to another of the same unit, the credit that it touched as it
 * stood after, and the customer's credits of the unit that were open after it.
 */
public record Posting(
        int number,
        CustomerId owner,
        Amount amount,
        Account from,
        Account to,
        OpenCredit after,
        List<CreditId> open,
        @Nullable Reversed reverses) {

    /** The posting that this one gives back, in whole or in part. */
    public record Reversed(EntryId entry, int number) {}
}

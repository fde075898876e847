package dev.makegood.ledger;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Value that moved from one account to another of the same unit, the credit that it touched as it
 * stood after, and the customer's credits and holds of the unit that were open after it. The discount that goes
 * with a percentage is money of the company's and leaves the credit's own balances alone: it has
 * neither. The line is the one of the purchase that a discount is for, or that a thing covers.
 */
public record Posting(
        int number,
        CustomerId owner,
        Amount amount,
        Account from,
        Account to,
        CreditId credit,
        @Nullable OpenCredit after,
        List<CreditId> open,
        List<EntryId> holds,
        @Nullable Integer line,
        @Nullable Reversed reverses) {

    /** The credit as it stood after, of a posting that moved its value. */
    public OpenCredit touched() {
        return Objects.requireNonNull(after, "a discount leaves the credit's balances alone");
    }

    /**
     * The posting that this one takes back, in whole or in part: a redemption's, whose value returns to its
     * credit, or a hold's, which ends for so much when it is captured or released.
     */
    public record Reversed(EntryId entry, int number) {}
}

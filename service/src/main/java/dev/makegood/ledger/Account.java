package dev.makegood.ledger;

import java.util.UUID;

/**
 * A place where value sits in one unit. A credit has two accounts, available and held; the party of
 * the others is the cost centre that funds or the partner that redeemed, or {@link #NOBODY}.
 */
public record Account(Kind kind, UUID party) {

    /** The party of an account that belongs to the company as a whole. */
    public static final UUID NOBODY = new UUID(0, 0);

    public static final Account EXPIRED = new Account(Kind.EXPIRED, NOBODY);

    /** Where value waits that is paid in money: reimbursements, and refunds of what was not goodwill. */
    public static final Account SETTLEMENT = new Account(Kind.SETTLEMENT, NOBODY);

    /** Between the two entries of a transfer; empty after every commit. */
    public static final Account TRANSIT = new Account(Kind.TRANSIT, NOBODY);

    /** What an account is for. */
    public enum Kind {
        FUNDING,
        AVAILABLE,
        HELD,
        REDEEMED,
        EXPIRED,
        UNCLAIMED,
        TRANSIT,
        SETTLEMENT
    }

    public static Account available(CreditId credit) {
        return new Account(Kind.AVAILABLE, credit.value());
    }

    public static Account held(CreditId credit) {
        return new Account(Kind.HELD, credit.value());
    }

    public static Account funding(CostCentreId centre) {
        return new Account(Kind.FUNDING, centre.value());
    }

    /** Where redeemed value goes: to the partner, or to the company's own counter. */
    public static Account redeemed(UUID partner) {
        return new Account(Kind.REDEEMED, partner);
    }
}

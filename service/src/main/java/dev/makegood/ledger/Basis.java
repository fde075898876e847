package dev.makegood.ledger;

/** Why value is given: it decides the shortest expiry, disclosures and the general-ledger accounts. */
public enum Basis {
    /** The customer gave up nothing for it. */
    GOODWILL,
    /** Given instead of money owed. */
    IN_LIEU,
    /** Owed by law. */
    STATUTORY,
    /** Paid for. */
    PURCHASED
}

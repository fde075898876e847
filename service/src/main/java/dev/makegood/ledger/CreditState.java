package dev.makegood.ledger;

/** What the last row of a credit says of it; whether its date has passed is for time to decide. */
public enum CreditState {
    ACTIVE,
    /** Given back after its date: its own, later date, which no activity moves. */
    GRACE,
    EXPIRED,
    VOIDED
}

package dev.makegood.ledger;

/** What the last row of a credit says of it; whether its date has passed is for time to decide. */
public enum CreditState {
    ACTIVE,
    /** Given back after its date: its own, later date, which no activity moves. */
    GRACE,
    EXPIRED,
    VOIDED,
    /** Blocked while it was active; activity moves its date all the same. */
    BLOCKED,
    BLOCKED_IN_GRACE,
    /** What comes back onto it stays blocked. */
    BLOCKED_EXPIRED;

    public boolean blocked() {
        return this == BLOCKED || this == BLOCKED_IN_GRACE || this == BLOCKED_EXPIRED;
    }

    public boolean grace() {
        return this == GRACE || this == BLOCKED_IN_GRACE;
    }

    public boolean expired() {
        return this == EXPIRED || this == BLOCKED_EXPIRED;
    }

    /** Does what is on it stay there until its date? */
    public boolean live() {
        return !expired() && this != VOIDED;
    }

    /** May value be taken from it before its date? */
    public boolean spendable() {
        return this == ACTIVE || this == GRACE;
    }

    /** Does activity move its date? */
    public boolean moves() {
        return this == ACTIVE || this == BLOCKED;
    }

    /** Once its date has passed, blocked as before. */
    public CreditState ended() {
        return blocked() ? BLOCKED_EXPIRED : EXPIRED;
    }

    /** Once something came back onto it after its date, blocked as before. */
    public CreditState inGrace() {
        return blocked() ? BLOCKED_IN_GRACE : GRACE;
    }

    public CreditState block() {
        return switch (this) {
            case ACTIVE, BLOCKED -> BLOCKED;
            case GRACE, BLOCKED_IN_GRACE -> BLOCKED_IN_GRACE;
            case EXPIRED, BLOCKED_EXPIRED -> BLOCKED_EXPIRED;
            case VOIDED -> VOIDED;
        };
    }

    public CreditState unblock() {
        return switch (this) {
            case BLOCKED -> ACTIVE;
            case BLOCKED_IN_GRACE -> GRACE;
            case BLOCKED_EXPIRED -> EXPIRED;
            case ACTIVE, GRACE, EXPIRED, VOIDED -> this;
        };
    }
}

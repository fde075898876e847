package dev.makegood.ledger;

import java.util.Locale;

/** A "no" of the ledger's rules: an outcome that is journalled and binds the idempotency key. */
public enum Refusal {
    LIMIT_EXCEEDED,
    INCIDENT_EXISTS,
    UNKNOWN_INCIDENT,
    UNKNOWN_CREDIT,
    UNKNOWN_CUSTOMER,
    UNKNOWN_LEVEL,
    UNKNOWN_COST_CENTRE,
    UNKNOWN_MANAGER,
    AGENT_INACTIVE,
    NO_RATE,
    EXPIRY_TOO_SHORT,
    VALUE_OUT_OF_RANGE,
    TOO_MANY_CREDITS,
    INSUFFICIENT_BALANCE,
    CREDIT_EXPIRED,
    CREDIT_VOIDED,
    CREDIT_USED_UP,
    CREDIT_WITHOUT_CODE,
    CODE_NOT_ACCEPTED,
    TWO_CUSTOMERS,
    CREDIT_NOT_ACTIVE,
    CREDIT_BLOCKED,
    CREDIT_NOT_BLOCKED,
    ALREADY_EXTENDED,
    NEVER_EXPIRES,
    NOT_AN_EXTENSION,
    FINANCE_ONLY,
    REFUND_REFERENCE_REQUIRED,
    NOT_A_REIMBURSEMENT,
    OTHER_CURRENCY,
    NOT_TRANSFERABLE,
    TRANSFER_DONE,
    BELOW_MINIMUM_SPEND,
    NOT_APPLICABLE,
    NOT_COMBINABLE,
    EXCEEDS_PURCHASE,
    NOT_THE_GIVER,
    ALREADY_REPORTED,
    REVERSAL_EXCEEDS,
    CAPTURE_EXCEEDS,
    HOLD_ENDED,
    TOO_MANY_HOLDS;

    /** The stable word of the interface and the journal. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

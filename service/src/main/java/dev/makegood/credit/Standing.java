package dev.makegood.credit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Terms;
import java.time.Instant;

/** How a credit stands, derived from its last row and the time. */
public enum Standing {
    @JsonProperty("scheduled")
    SCHEDULED,
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("partly_redeemed")
    PARTLY_REDEEMED,
    @JsonProperty("redeemed")
    REDEEMED,
    /** All that was left is set aside. */
    @JsonProperty("held")
    HELD,
    /** The last that was on it went to another customer. */
    @JsonProperty("transferred")
    TRANSFERRED,
    @JsonProperty("grace")
    GRACE,
    @JsonProperty("expired")
    EXPIRED,
    @JsonProperty("voided")
    VOIDED,
    /** Whatever is on it, and whatever comes back onto it, cannot be spent until the block ends. */
    @JsonProperty("blocked")
    BLOCKED;

    /** Does only a credit that holds value stand so? */
    boolean open() {
        return this == SCHEDULED || this == ACTIVE || this == PARTLY_REDEEMED || this == HELD || this == GRACE;
    }

    /** How a credit stands at an instant; with all of its value before its time has come, it is only scheduled. */
    static Standing of(OpenCredit last, long face, Terms terms, boolean handedOn, Instant now) {
        Standing standing = of(last, face, now);
        if (standing == REDEEMED && handedOn) {
            return TRANSFERRED;
        }
        return standing == ACTIVE && !terms.restrictions().active(now) ? SCHEDULED : standing;
    }

    /**
     * How a credit stands at an instant: value that has passed its date counts as expired, posted or not.
     *
     * @param last the credit after its last row
     * @param face what it was given with, in minor units
     */
    public static Standing of(OpenCredit last, long face, Instant now) {
        if (last.state() == CreditState.VOIDED) {
            return VOIDED;
        }
        if (last.state().expired() || last.due(now)) {
            return EXPIRED;
        }
        if (last.state().blocked()) {
            return BLOCKED;
        }
        if (!last.open()) {
            return REDEEMED;
        }
        if (last.available() == 0) {
            return HELD;
        }
        if (last.state() == CreditState.GRACE) {
            return GRACE;
        }
        return last.available() + last.held() < face ? PARTLY_REDEEMED : ACTIVE;
    }
}

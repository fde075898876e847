package dev.makegood.credit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.ledger.Account;

/** What a posting is, told from the accounts between which value moved. */
public enum PostingType {
    @JsonProperty("issue")
    ISSUE,
    @JsonProperty("redeem")
    REDEEM,
    @JsonProperty("reversal")
    REVERSAL,
    @JsonProperty("expiry")
    EXPIRY,
    @JsonProperty("void")
    VOID,
    @JsonProperty("settlement")
    SETTLEMENT,
    @JsonProperty("transfer")
    TRANSFER,
    @JsonProperty("hold")
    HOLD,
    @JsonProperty("capture")
    CAPTURE,
    @JsonProperty("release")
    RELEASE;

    public static PostingType of(Account.Kind from, Account.Kind to) {
        if (from == Account.Kind.FUNDING) {
            return ISSUE;
        }
        if (from == Account.Kind.REDEEMED) {
            return REVERSAL;
        }
        if (from == Account.Kind.TRANSIT) {
            return TRANSFER;
        }
        if (from == Account.Kind.HELD) {
            return to == Account.Kind.REDEEMED ? CAPTURE : RELEASE;
        }
        return switch (to) {
            case HELD -> HOLD;
            case REDEEMED -> REDEEM;
            case EXPIRED -> EXPIRY;
            case FUNDING -> VOID;
            case SETTLEMENT -> SETTLEMENT;
            case TRANSIT -> TRANSFER;
            default -> throw new IllegalStateException("no posting goes from " + from + " to " + to);
        };
    }
}

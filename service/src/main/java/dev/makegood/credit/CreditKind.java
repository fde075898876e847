package dev.makegood.credit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Unit;

/** What a customer is given, in the words of the interface. */
public enum CreditKind {
    @JsonProperty("miles")
    MILES(Kind.MILES, "MILES"),
    @JsonProperty("voucher")
    VOUCHER(Kind.VOUCHER, "a currency, USE or ITEM"),
    @JsonProperty("gift_certificate")
    GIFT_CERTIFICATE(Kind.GIFT_CERTIFICATE, "a currency"),
    @JsonProperty("reimbursement")
    REIMBURSEMENT(Kind.REIMBURSEMENT, "a currency"),
    @JsonProperty("gift")
    GIFT(Kind.GIFT, "ITEM");

    private final Kind kind;
    private final String units;

    CreditKind(Kind kind, String units) {
        this.kind = kind;
        this.units = units;
    }

    public static CreditKind of(Kind kind) {
        return valueOf(kind.name());
    }

    public Kind kind() {
        return kind;
    }

    /** The units of an amount of this kind, for people. */
    public String money() {
        return this == MILES ? units : "a currency";
    }

    public boolean countedIn(Unit unit) {
        return kind.countedIn(unit);
    }

    /** The units that the kind is counted in, for people. */
    public String units() {
        return units;
    }
}

package dev.makegood.credit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Unit;

/** What a customer is given, in the words of the interface. */
public enum CreditKind {
    @JsonProperty("miles")
    MILES(Kind.MILES, "MILES"),
    @JsonProperty("voucher")
    VOUCHER(Kind.VOUCHER, "a currency"),
    @JsonProperty("gift_certificate")
    GIFT_CERTIFICATE(Kind.GIFT_CERTIFICATE, "a currency");

    private final Kind kind;
    private final String units;

    CreditKind(Kind kind, String units) {
        this.kind = kind;
        this.units = units;
    }

    public static CreditKind of(Kind kind) {
        return switch (kind) {
            case MILES -> MILES;
            case VOUCHER -> VOUCHER;
            case GIFT_CERTIFICATE -> GIFT_CERTIFICATE;
        };
    }

    public Kind kind() {
        return kind;
    }

    public boolean countedIn(Unit unit) {
        return kind.countedIn(unit);
    }

    /** The units that the kind is counted in, for people. */
    public String units() {
        return units;
    }
}

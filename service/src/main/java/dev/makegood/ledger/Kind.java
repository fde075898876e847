package dev.makegood.ledger;

/** What a customer is given. All kinds are one mechanism; they differ in unit and terms. */
public enum Kind {
    /** Points of the loyalty programme, in {@code MILES}. */
    MILES(Unit.Form.POINTS),
    /** An amount of money to spend, in a currency. */
    VOUCHER(Unit.Form.CURRENCY),
    /** Stored value in a currency that may be used in parts. */
    GIFT_CERTIFICATE(Unit.Form.CURRENCY);

    private final Unit.Form form;

    Kind(Unit.Form form) {
        this.form = form;
    }

    /** Has it a code, by which its holder spends it? */
    public boolean coded() {
        return this == VOUCHER || this == GIFT_CERTIFICATE;
    }

    public boolean countedIn(Unit unit) {
        return unit.form() == form;
    }
}

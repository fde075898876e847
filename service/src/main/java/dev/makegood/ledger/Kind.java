package dev.makegood.ledger;

import java.util.Locale;

/** What a customer is given. All kinds are one mechanism; they differ in unit and terms. */
public enum Kind {
    /** Points of the loyalty programme, in {@code MILES}. */
    MILES,
    /** An amount of money to spend, a part of a price ({@code USE}) or a thing ({@code ITEM}). */
    VOUCHER,
    /** Stored value in a currency that may be used in parts, by whoever has its code. */
    GIFT_CERTIFICATE,
    /** Up to an amount of money, settled at what a receipt says. */
    REIMBURSEMENT,
    /** A thing that is sent, with a note; it counts at its cost. */
    GIFT;

    /** May a credit of this kind be of this benefit, in this unit? */
    public boolean gives(Benefit benefit, Unit unit) {
        return switch (this) {
            case MILES -> benefit instanceof Benefit.Money && unit.form() == Unit.Form.POINTS;
            case VOUCHER ->
                switch (unit.form()) {
                    case CURRENCY -> benefit instanceof Benefit.Money;
                    case USE -> benefit instanceof Benefit.Percent;
                    case ITEM -> benefit instanceof Benefit.Item;
                    case POINTS -> false;
                };
            case GIFT_CERTIFICATE -> benefit instanceof Benefit.Money && unit.form() == Unit.Form.CURRENCY;
            case REIMBURSEMENT -> benefit instanceof Benefit.Receipt && unit.form() == Unit.Form.CURRENCY;
            case GIFT -> benefit instanceof Benefit.Gift && unit.form() == Unit.Form.ITEM;
        };
    }

    /** Has it a code, by which its holder spends it? */
    public boolean coded() {
        return this == VOUCHER || this == GIFT_CERTIFICATE;
    }

    /** May a rate say what a unit of this is worth? Percentages, things and gifts are worth parts of money. */
    public boolean countedIn(Unit unit) {
        return switch (this) {
            case MILES -> unit.form() == Unit.Form.POINTS;
            case VOUCHER -> unit.form() != Unit.Form.POINTS;
            case GIFT_CERTIFICATE, REIMBURSEMENT -> unit.form() == Unit.Form.CURRENCY;
            case GIFT -> unit.form() == Unit.Form.ITEM;
        };
    }

    /** The word of the interface and the journal. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

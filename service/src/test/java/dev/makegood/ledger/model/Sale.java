package dev.makegood.ledger.model;

import java.util.List;
import java.util.UUID;

/** A redemption of the model, line by line as it was drawn, and the account that it went to. */
record Sale(UUID id, UUID owner, String to, List<Line> lines) {

    /** What one credit paid, and what of it has been given back. */
    static final class Line {
        final Lot lot;
        final int number;
        final long amount;
        final boolean inGrace;
        long back;

        Line(Lot lot, int number, long amount, boolean inGrace) {
            this.lot = lot;
            this.number = number;
            this.amount = amount;
            this.inGrace = inGrace;
        }

        long left() {
            return amount - back;
        }
    }
}

package dev.makegood.ledger.model;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A redemption of the model, line by line as it was drawn, and the account that it went to. */
record Sale(UUID id, UUID owner, String to, List<Line> lines) {

    /** What one credit paid, or what was taken off a line of the purchase for it; and what of it has been given back. */
    static final class Line {
        final Lot lot;
        final int number;
        final long amount;
        final boolean inGrace;
        final boolean discount;
        final @Nullable Integer bought;
        long back;

        private Line(Lot lot, int number, long amount, boolean inGrace, boolean discount, @Nullable Integer bought) {
            this.lot = lot;
            this.number = number;
            this.amount = amount;
            this.inGrace = inGrace;
            this.discount = discount;
            this.bought = bought;
        }

        /** @param inGrace whether it was taken, or set aside before, in the grace of its credit */
        static Line of(Lot lot, int number, long amount, boolean inGrace) {
            return new Line(lot, number, amount, inGrace, false, null);
        }

        static Line discount(Lot lot, int number, long amount, int bought) {
            return new Line(lot, number, amount, false, true, bought);
        }

        String unit() {
            return discount ? "USD" : lot.terms.unit();
        }

        /** Does it come back by itself, with the last of its discount? */
        boolean use() {
            return unit().equals("USE");
        }

        long left() {
            return amount - back;
        }
    }
}

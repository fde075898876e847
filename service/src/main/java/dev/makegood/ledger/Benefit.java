package dev.makegood.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What a credit gives to who redeems it. Amounts are minor units of the company's currency; a part of a
 * price is counted in {@code USE}, a thing in {@code ITEM}, the others in miles or money.
 */
public sealed interface Benefit {

    /** As much as the credit holds, in parts if wished: what is left of it stays. */
    record Money() implements Benefit {}

    /**
     * So many hundredths of a price, at most {@code cap} for each use. What it is worth follows from what
     * customers of its cost centre spend on average, which is written down when it is given.
     */
    record Percent(
            int percent, @Nullable Long cap, @Nullable Long averageSpend) implements Benefit {

        public Percent {
            if (percent < 1 || percent > 100) {
                throw new IllegalArgumentException("expected a percentage from 1 to 100");
            }
            positive(cap);
            positive(averageSpend);
        }

        /** The discount on a price: rounded down, and never more than the cap. */
        public long of(long price) {
            long part = price * percent / 100;
            return cap == null ? part : Math.min(cap, part);
        }

        public Percent assuming(long spend) {
            return new Percent(percent, cap, spend);
        }

        /** What a use is worth to a customer who spends as much as others do, rounded up. */
        public long expected() {
            long spend = averageSpend == null ? 0 : averageSpend;
            long part = (spend * percent + 99) / 100;
            return cap == null ? part : Math.min(cap, part);
        }
    }

    /** A thing at its price. The keyed hash of its stock number says which line of a purchase it is, if it has one. */
    record Item(long value, @Nullable String sku) implements Benefit {

        public Item {
            positive(value);
        }
    }

    /** What a receipt says, up to what the credit holds. */
    record Receipt() implements Benefit {}

    /** A thing that is sent to the customer, at its cost. */
    record Gift(long cost) implements Benefit {

        public Gift {
            positive(cost);
        }
    }

    Benefit MONEY = new Money();

    private static void positive(@Nullable Long amount) {
        if (amount != null && (amount < 1 || amount > Amount.MAX)) {
            throw new IllegalArgumentException("expected an amount above zero");
        }
    }
}

package dev.makegood.ledger.model;

import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.Expiry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;

/** A credit of the model: what was given, and how it stands. */
final class Lot {

    /** Soonest expiry first, then oldest; what never expires comes last. */
    static final Comparator<Lot> SPENT_FIRST = Comparator.comparing(
                    (Lot lot) -> lot.expiry.at() == null ? Instant.MAX : lot.expiry.at())
            .thenComparing(lot -> lot.terms.id.toString());

    /** What never changes of it. */
    record Terms(
            UUID id,
            UUID owner,
            String unit,
            long face,
            long value,
            UUID giver,
            LocalDate chargedDay,
            UUID centre,
            UUID incident) {}

    final Terms terms;
    long version;
    long available;
    CreditState state = CreditState.ACTIVE;
    Expiry expiry;

    /** When it got its date. */
    Instant dated;

    /** How often it was extended because a reminder did not arrive. */
    int extended;

    Lot(Terms terms, Expiry expiry, Instant now) {
        this.terms = terms;
        this.available = terms.face;
        this.expiry = expiry;
        this.dated = now;
    }

    void lasts(Expiry date, Instant now) {
        expiry = date;
        dated = now;
    }

    boolean open() {
        return available > 0;
    }

    boolean over() {
        return state == CreditState.EXPIRED || state == CreditState.VOIDED;
    }

    boolean passed(Instant now) {
        return expiry.at() != null && !expiry.at().isAfter(now);
    }

    boolean due(Instant now) {
        return open() && !over() && passed(now);
    }

    boolean spendable(Instant now) {
        return open() && !over() && !passed(now);
    }

    /** Would activity that lasts to this date move it? Only live value moves, and only ahead. */
    boolean endsBefore(Expiry date) {
        return open()
                && state == CreditState.ACTIVE
                && expiry.at() != null
                && date.at() != null
                && expiry.at().isBefore(date.at());
    }
}

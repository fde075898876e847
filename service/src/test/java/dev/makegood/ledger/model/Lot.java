package dev.makegood.ledger.model;

import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
            String kind,
            String unit,
            long face,
            long value,
            long fair,
            long cost,
            long rate,
            UUID giver,
            LocalDate chargedDay,
            UUID centre,
            UUID incident,
            Agreed agreed,
            @Nullable UUID cameFrom) {}

    final Terms terms;
    long version;
    long available;
    long held;
    CreditState state = CreditState.ACTIVE;
    Expiry expiry;
    /** The entry that gave it its code. */
    @Nullable
    UUID code;
    /** How much of it was handed on to others. */
    long handed;
    /** Who has extended it by a right that counts. */
    final Set<Role> extendedBy = EnumSet.noneOf(Role.class);

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
        return available + held > 0;
    }

    boolean over() {
        return expired() || state == CreditState.VOIDED;
    }

    boolean expired() {
        return state == CreditState.EXPIRED || state == CreditState.BLOCKED_EXPIRED;
    }

    boolean blocked() {
        return state == CreditState.BLOCKED
                || state == CreditState.BLOCKED_IN_GRACE
                || state == CreditState.BLOCKED_EXPIRED;
    }

    boolean inGrace() {
        return state == CreditState.GRACE || state == CreditState.BLOCKED_IN_GRACE;
    }

    /** Does activity, or a reminder that did not arrive, move its date? */
    boolean moves(Instant now) {
        return open() && (state == CreditState.ACTIVE || state == CreditState.BLOCKED) && !passed(now);
    }

    /** One of two states, by whether it is blocked. */
    void turns(CreditState free, CreditState whenBlocked) {
        state = blocked() ? whenBlocked : free;
    }

    boolean passed(Instant now) {
        return expiry.at() != null && !expiry.at().isAfter(now);
    }

    boolean due(Instant now) {
        return open() && !over() && passed(now);
    }

    boolean spendable(Instant now) {
        return available > 0 && !over() && !blocked() && !passed(now);
    }

    /** Would activity that lasts to this date move it? Only live value moves, and only ahead. */
    boolean endsBefore(Expiry date) {
        return open()
                && (state == CreditState.ACTIVE || state == CreditState.BLOCKED)
                && expiry.at() != null
                && date.at() != null
                && expiry.at().isBefore(date.at());
    }
}

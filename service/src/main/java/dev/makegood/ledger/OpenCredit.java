package dev.makegood.ledger;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A credit's balances and date after the row {@code version} of its customer's head. */
public record OpenCredit(
        CreditId id, Unit unit, long version, long available, long held, CreditState state, Expiry expiry) {

    /** Soonest expiry first, then oldest; what never expires comes last. */
    public static final Comparator<OpenCredit> SPEND_ORDER = Comparator.<OpenCredit, Instant>comparing(
                    credit -> credit.expiry.at() == null ? Instant.MAX : credit.expiry.at())
            .thenComparing(credit -> credit.id.value());

    /** As its last row and the last activity of its unit since then say. */
    public static OpenCredit read(OpenCredit last, @Nullable Expiry moved) {
        return moved == null ? last : last.moved(moved);
    }

    /**
     * After activity: a live credit lasts to its date at least. One in grace keeps its own date, and so
     * does one that holds nothing, whose date may have passed unnoticed.
     */
    public OpenCredit moved(Expiry date) {
        return state.moves() && open() ? after(version, available, state, expiry.laterOf(date)) : this;
    }

    public boolean open() {
        return available + held > 0;
    }

    /** May value be taken from it now? */
    public boolean spendable(Instant now) {
        return available > 0 && state.spendable() && !expiry.passed(now);
    }

    /** May its date still be moved? What has ended stays ended, grace is all that there is, and what holds nothing needs none. */
    public boolean extensible(Instant now) {
        return open() && state.moves() && !expiry.passed(now);
    }

    /** Has its date passed, and no entry has said so yet? */
    public boolean due(Instant now) {
        Instant date = fallsDue();
        return date != null && !now.isBefore(date);
    }

    /** When time takes what is available, if it does; of what is held its date then no longer moves. */
    public @Nullable Instant fallsDue() {
        return open() && state.live() ? expiry.at() : null;
    }

    /** With so much more set aside, or less below zero; what is available is told apart. */
    public OpenCredit holding(long more) {
        return new OpenCredit(id, unit, version, available, Math.addExact(held, more), state, expiry);
    }

    /**
     * After the end of a hold that set so much of it aside: it is available again, unless the credit had
     * been voided or its date had passed by then.
     */
    public OpenCredit released(long amount, Instant endsAt) {
        OpenCredit left = holding(-amount);
        if (!state.live()) {
            return left;
        }
        return expiry.passed(endsAt)
                ? left.after(version, available, left.open() ? state : state.ended(), expiry)
                : left.after(version, Math.addExact(available, amount), state, expiry);
    }

    public OpenCredit after(long newVersion, long newAvailable, CreditState newState, Expiry newExpiry) {
        return new OpenCredit(id, unit, newVersion, newAvailable, held, newState, newExpiry);
    }
}

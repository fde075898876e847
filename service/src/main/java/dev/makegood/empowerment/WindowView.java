package dev.makegood.empowerment;

import dev.makegood.ledger.Amount;
import dev.makegood.platform.http.Refusals;
import org.jspecify.annotations.Nullable;

/** A limit, what counts against it and what is left, never below zero; no limit, nothing left to tell. */
record WindowView(
        @Nullable Amount limit, Amount used, @Nullable Amount remaining) {

    static WindowView of(@Nullable Long limit, long used) {
        return new WindowView(
                limit == null ? null : new Amount(limit, Refusals.COMPANY),
                new Amount(used, Refusals.COMPANY),
                limit == null ? null : new Amount(Math.max(0, limit - used), Refusals.COMPANY));
    }
}

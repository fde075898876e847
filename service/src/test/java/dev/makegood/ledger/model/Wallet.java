package dev.makegood.ledger.model;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Expiry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A customer's credits in one unit: the head of the model. */
final class Wallet {

    private static final int MOST_OPEN = 1000;
    private static final int MOST_HOLDS = 100;

    /** A customer and a unit. */
    record Key(UUID owner, String unit) {}

    final Key key;
    final List<Lot> lots = new ArrayList<>();
    final List<Holding> holds = new ArrayList<>();
    /** The reminders that were made, by date and days before it. */
    final Set<String> reminded = new HashSet<>();

    long version;
    Instant recordedAt = Instant.MIN;

    Wallet(Key key) {
        this.key = key;
    }

    List<UUID> open() {
        return lots.stream().filter(Lot::open).map(lot -> lot.terms.id()).toList();
    }

    long available() {
        return lots.stream().mapToLong(lot -> lot.available).sum();
    }

    long held() {
        return lots.stream().mapToLong(lot -> lot.held).sum();
    }

    /** The holds that still set something aside of it. */
    List<UUID> openHolds() {
        return holds.stream()
                .filter(hold -> hold.left(key.unit()) > 0)
                .map(hold -> hold.id)
                .toList();
    }

    /** Of a hold that has nothing left nobody asks again. */
    void forgetDone() {
        holds.removeIf(hold -> hold.left(key.unit()) == 0);
    }

    boolean fullOfHolds() {
        return openHolds().size() >= MOST_HOLDS;
    }

    /** The first hold that is over and has something left. */
    @Nullable
    Holding ended(Instant now) {
        return holds.stream()
                .filter(hold -> hold.left(key.unit()) > 0 && !hold.endsAt.isAfter(now))
                .min(Comparator.comparing((Holding hold) -> hold.endsAt).thenComparing(hold -> hold.id.toString()))
                .orElse(null);
    }

    /** Why it cannot take these besides, if it cannot. */
    @Nullable
    String full(List<Long> amounts) {
        if (available() + held() + amounts.stream().mapToLong(Long::longValue).sum() > Amount.MAX) {
            return "value_out_of_range";
        }
        return open().size() + amounts.size() > MOST_OPEN ? "too_many_credits" : null;
    }

    List<Lot> due(Instant now) {
        return lots.stream().filter(lot -> lot.due(now)).sorted(Lot.SPENT_FIRST).toList();
    }

    List<Lot> spendable(Instant now) {
        return lots.stream()
                .filter(lot -> lot.spendable(now))
                .sorted(Lot.SPENT_FIRST)
                .toList();
    }

    boolean endsBefore(Expiry date) {
        return lots.stream().anyMatch(lot -> lot.endsBefore(date));
    }
}

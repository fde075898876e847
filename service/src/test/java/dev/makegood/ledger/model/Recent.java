package dev.makegood.ledger.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The latest things of a kind that commands may name; older ones are forgotten. */
final class Recent<T> {

    /** A thing and the round of its customer. */
    private record Known<T>(T what, int round) {}

    private final int bound;
    private final List<Known<T>> items = new ArrayList<>();
    private int next;

    Recent(int bound) {
        this.bound = bound;
    }

    synchronized void add(T what, int round) {
        if (items.size() < bound) {
            items.add(new Known<>(what, round));
        } else {
            items.set(next % bound, new Known<>(what, round));
            next++;
        }
    }

    /** Any of them, or none yet. */
    synchronized @Nullable T pick(SplittableRandom random) {
        return items.isEmpty() ? null : items.get(random.nextInt(items.size())).what;
    }

    synchronized void forgetBefore(int round) {
        items.removeIf(known -> known.round < round);
    }
}

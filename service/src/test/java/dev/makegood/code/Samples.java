package dev.makegood.code;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * How long each of several kinds of call takes, measured in turns, so that whatever slows the machine slows all of
 * them; and the Mann-Whitney statistic, which compares two distributions without knowing their shape.
 */
final class Samples {

    private final Map<String, Runnable> kinds = new LinkedHashMap<>();
    private final Map<String, List<Long>> nanos = new LinkedHashMap<>();

    Samples kind(String name, Runnable call) {
        kinds.put(name, call);
        nanos.put(name, new ArrayList<>());
        return this;
    }

    /** Calls each kind so often, in an order that no pattern of the machine follows. */
    void take(int times) {
        List<String> turn = new ArrayList<>(kinds.keySet());
        Random order = new Random(turn.size());
        for (int i = 0; i < times; i++) {
            Collections.shuffle(turn, order);
            for (String kind : turn) {
                long start = System.nanoTime();
                Objects.requireNonNull(kinds.get(kind)).run();
                of(kind).add(System.nanoTime() - start);
            }
        }
    }

    private List<Long> of(String kind) {
        return Objects.requireNonNull(nanos.get(kind), kind);
    }

    Set<String> names() {
        return kinds.keySet();
    }

    /** What was measured so far was to warm up. */
    void forget() {
        nanos.values().forEach(List::clear);
    }

    /** How likely a call of the first kind takes longer than one of the second: a half when nobody can tell them apart. */
    double longer(String first, String second) {
        double wins = 0;
        for (long a : of(first)) {
            for (long b : of(second)) {
                wins += a > b ? 1 : a == b ? 0.5 : 0;
            }
        }
        return wins / of(first).size() / of(second).size();
    }
}

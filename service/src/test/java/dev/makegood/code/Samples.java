package dev.makegood.code;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** So far from a half chance hardly ever strays with a hundred samples: it is nearly four times its deviation. */
    static final double HARDLY = 0.15;

    private final Map<String, Runnable> kinds = new LinkedHashMap<>();
    private final Map<String, List<Long>> nanos = new LinkedHashMap<>();

    Samples kind(String name, Runnable call) {
        kinds.put(name, call);
        nanos.put(name, new ArrayList<>());
        return this;
    }

    /**
     * That none of these kinds takes longer or shorter than another one. A busy machine may tell them apart once; what
     * is told apart in every round is told.
     *
     * @param after what is done after each round
     */
    void areAlike(Set<String> alike, String as, int times, int rounds, Runnable after) {
        Map<String, Double> told = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            take(times / 3);
            nanos.values().forEach(List::clear);
            take(times);
            after.run();
            alike.forEach(kind -> told.put(kind, longer(kind, as)));
            if (told.values().stream().allMatch(Samples::hardly)) {
                return;
            }
        }
        assertThat(told.values()).as(told.toString()).allMatch(Samples::hardly);
    }

    private static boolean hardly(double longer) {
        return Math.abs(longer - 0.5) < HARDLY;
    }

    /** Calls each kind so often, in an order that no pattern of the machine follows. */
    private void take(int times) {
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

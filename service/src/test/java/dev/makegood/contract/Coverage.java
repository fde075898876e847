package dev.makegood.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** Which documented statuses of which operations the run has met so far. */
final class Coverage {

    private static final Map<String, Set<Integer>> MET = new ConcurrentHashMap<>();

    /** No test can make these happen at will on every operation; those that can be provoked are, elsewhere. */
    private static final Set<Integer> FAULTS = Set.of(500, 503);

    private Coverage() {}

    static void note(Operation operation, int status) {
        MET.computeIfAbsent(operation.id(), id -> new ConcurrentSkipListSet<>()).add(status);
    }

    /** Each operation with the documented statuses that nobody has met. */
    static List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Operation operation : Contract.get().operations()) {
            Set<Integer> open = new TreeSet<>(operation.statuses());
            open.removeAll(FAULTS);
            open.removeAll(MET.getOrDefault(operation.id(), Set.of()));
            if (!open.isEmpty()) {
                missing.add(operation.id() + " " + open);
            }
        }
        return missing;
    }
}

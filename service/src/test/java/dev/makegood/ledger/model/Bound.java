package dev.makegood.ledger.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One of the three windows that a giver has, its limit (none: unlimited), and what was used of it. */
record Bound(String name, String period, @Nullable Long limit, long used) {

    long left() {
        return limit == null ? Long.MAX_VALUE : Math.max(0, limit - used);
    }

    String text(long value) {
        return name + ":" + period + ":" + (limit == null ? "-" : limit) + ":" + used + ":" + value;
    }

    Map<String, Object> facts(long value, List<String> approvers) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("limit", name);
        facts.put("period", period);
        facts.put("max", Objects.requireNonNull(limit));
        facts.put("used", used);
        facts.put("remaining", left());
        facts.put("requested", value);
        facts.put("mayApprove", approvers);
        return facts;
    }

    /** The bound with the least left of those that a value does not fit. */
    static @Nullable Bound tightest(List<Bound> bounds, long value) {
        Bound tightest = null;
        for (Bound bound : bounds) {
            if (bound.left() < value && (tightest == null || bound.left() < tightest.left())) {
                tightest = bound;
            }
        }
        return tightest;
    }
}

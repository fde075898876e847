package dev.makegood.ledger.decision;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the percentages of a hold came to when they were decided, in minor units of the company's currency: by
 * the number of the hold's posting, and then by the line of the purchase.
 */
public record Discounts(Map<Integer, Map<Integer, Long>> byPosting) {

    static final Discounts NONE = new Discounts(Map.of());

    public Discounts {
        byPosting = new TreeMap<>(byPosting);
    }

    Map<Integer, Long> of(int posting) {
        return byPosting.getOrDefault(posting, Map.of());
    }

    /** {@code 0:1=500,2=300;4:1=20}: in posting 0 500 off line 1 and 300 off line 2; none where there are none. */
    public @Nullable String text() {
        return byPosting.isEmpty()
                ? null
                : byPosting.entrySet().stream()
                        .map(posting -> posting.getKey() + ":"
                                + new TreeMap<>(posting.getValue())
                                        .entrySet().stream()
                                                .map(line -> line.getKey() + "=" + line.getValue())
                                                .collect(Collectors.joining(",")))
                        .collect(Collectors.joining(";"));
    }

    public static Discounts parse(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        Map<Integer, Map<Integer, Long>> all = new TreeMap<>();
        for (String posting : text.split(";", -1)) {
            String[] part = posting.split(":", 2);
            all.put(
                    Integer.valueOf(part[0]),
                    Arrays.stream(part[1].split(",", -1))
                            .map(line -> line.split("=", 2))
                            .collect(
                                    Collectors.toMap(line -> Integer.valueOf(line[0]), line -> Long.valueOf(line[1]))));
        }
        return new Discounts(all);
    }
}

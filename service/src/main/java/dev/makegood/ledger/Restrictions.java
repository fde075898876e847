package dev.makegood.ledger;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * On what a credit may be spent, by whom, and from when on. The least that a purchase must come to is in
 * minor units of the credit's currency, for a percentage or a thing of the company's.
 */
public record Restrictions(
        @Nullable Long minimumSpend,
        List<String> categories,
        @Nullable Holder holder,
        @Nullable Instant validFrom,
        boolean combinable) {

    public static final Restrictions NONE = new Restrictions(null, List.of(), null, null, true);

    public static final int MAX_CATEGORIES = 10;

    private static final Pattern CATEGORY = Pattern.compile("[A-Z][A-Z0-9_]{1,39}");

    /** Whose it is to spend. */
    public enum Holder {
        /** The customer's alone, who must be named. */
        CUSTOMER,
        /** Whoever has its code. */
        BEARER
    }

    public Restrictions {
        categories = List.copyOf(categories);
        if (minimumSpend != null && (minimumSpend < 1 || minimumSpend > Amount.MAX)) {
            throw new IllegalArgumentException("expected an amount above zero");
        }
        if (categories.size() > MAX_CATEGORIES || !categories.stream().allMatch(Restrictions::isCategory)) {
            throw new IllegalArgumentException(
                    "expected at most 10 categories of 2 to 40 upper-case letters, digits or '_'");
        }
    }

    /** A category is a word of upper-case letters, digits and underscores. */
    public static boolean isCategory(String word) {
        return CATEGORY.matcher(word).matches();
    }

    /** May it be spent on a line of this category? Without categories on anything. */
    public boolean covers(@Nullable String category) {
        return categories.isEmpty() || (category != null && categories.contains(category));
    }

    /** Has its time come? */
    public boolean active(Instant now) {
        return validFrom == null || !now.isBefore(validFrom);
    }
}

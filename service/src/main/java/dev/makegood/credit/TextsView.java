package dev.makegood.credit;

import dev.makegood.ledger.Terms.Wording;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is written about a credit for people; what was erased is left out. */
record TextsView(
        @Nullable String description,
        @Nullable String sku,
        @Nullable String supplier,
        @Nullable String tracking,
        @Nullable String note) {

    /** Nothing where nothing is written. */
    static @Nullable TextsView of(Map<Wording, String> texts) {
        return texts.isEmpty()
                ? null
                : new TextsView(
                        texts.get(Wording.DESCRIPTION),
                        texts.get(Wording.SKU),
                        texts.get(Wording.SUPPLIER),
                        texts.get(Wording.TRACKING),
                        texts.get(Wording.NOTE));
    }
}

package dev.makegood.empowerment;

import dev.makegood.ledger.CostCentreId;
import org.jspecify.annotations.Nullable;

/** A cost centre as people and programs name it: by its id or by the company's code, one of the two. */
public record CostCentreKey(
        @Nullable CostCentreId id, @Nullable CodeWord code) {

    private static final String ID_PREFIX = "ccr_";

    public static CostCentreKey parse(String text) {
        return text.startsWith(ID_PREFIX)
                ? new CostCentreKey(CostCentreId.parse(text), null)
                : new CostCentreKey(null, CodeWord.parse(text));
    }

    @Override
    public String toString() {
        return String.valueOf(id == null ? code : id);
    }
}

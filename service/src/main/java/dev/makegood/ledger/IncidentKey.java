package dev.makegood.ledger;

import org.jspecify.annotations.Nullable;

/** An incident as people and programs name it: by its id or by its claim number, one of the two. */
public record IncidentKey(@Nullable IncidentId id, @Nullable ClaimNumber claim) {

    private static final String CLAIM_PREFIX = "CLM-";

    public IncidentKey {
        if ((id == null) == (claim == null)) {
            throw new IllegalArgumentException("expected an incident's id or its claim number");
        }
    }

    public static IncidentKey parse(String text) {
        return text.startsWith(CLAIM_PREFIX)
                ? new IncidentKey(null, ClaimNumber.parse(text))
                : new IncidentKey(IncidentId.parse(text), null);
    }

    @Override
    public String toString() {
        return String.valueOf(id == null ? claim : id);
    }
}

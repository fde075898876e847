package dev.makegood.ledger.decision;

import dev.makegood.ledger.EntryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The holds that still set something aside of a customer's unit; what each of them does is read only with the credits. */
public record OpenHolds(List<EntryId> ids, @Nullable Map<EntryId, OpenHold> known) {

    public static final OpenHolds NONE = new OpenHolds(List.of(), Map.of());

    public OpenHolds {
        ids = List.copyOf(ids);
    }

    public static OpenHolds unread(List<EntryId> ids) {
        return ids.isEmpty() ? NONE : new OpenHolds(ids, null);
    }

    private Map<EntryId, OpenHold> loaded() {
        return Objects.requireNonNull(known, "the holds of this head were not read");
    }

    @Nullable
    OpenHold get(EntryId id) {
        return loaded().get(id);
    }

    /** The soonest end, if they were read. */
    @Nullable
    Instant soonest() {
        return known == null
                ? null
                : known.values().stream()
                        .map(OpenHold::endsAt)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
    }

    /** The first that has ended by now, if any has. */
    @Nullable
    OpenHold ended(Instant now) {
        return ids.stream()
                .map(id -> loaded().get(id))
                .filter(Objects::nonNull)
                .filter(hold -> hold.ended(now))
                .min(Comparator.comparing(OpenHold::endsAt)
                        .thenComparing(hold -> hold.id().value()))
                .orElse(null);
    }

    /** As one of them stands now: nothing is left of an empty one. */
    OpenHolds with(OpenHold hold) {
        List<EntryId> still = new ArrayList<>(ids);
        Map<EntryId, OpenHold> all = new HashMap<>(loaded());
        still.remove(hold.id());
        all.remove(hold.id());
        if (!hold.lines().isEmpty()) {
            still.add(hold.id());
            all.put(hold.id(), hold);
        }
        return new OpenHolds(still, all);
    }
}

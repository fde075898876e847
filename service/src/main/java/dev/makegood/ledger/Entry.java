package dev.makegood.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the journal with all that it brought about: the same value fresh from the decision
 * and read again from the tables, so that an answer can be given twice.
 */
public record Entry(
        EntryId id,
        UUID owner,
        UUID commandId,
        String command,
        String outcome,
        @Nullable String facts,
        Actor actor,
        About about,
        @Nullable Limits limits,
        String heads,
        @Nullable Due due,
        Instant recordedAt,
        Effects effects) {

    public static final String ACCEPTED = "accepted";

    public boolean accepted() {
        return outcome.equals(ACCEPTED);
    }

    /** Who acted, in which role. */
    public record Actor(PrincipalId id, Role role) {}

    /** What finance filters by. */
    public record About(
            @Nullable String reason,
            @Nullable IncidentId incident,
            @Nullable CostCentreId costCentre) {

        public static final About NOTHING = new About(null, null, null);
    }

    /**
     * What time has ended: a credit, at the version of it that fell due, or what a hold set aside of one
     * unit, by the number of its first posting there.
     */
    public record Due(UUID of, long version) {}

    /** The rows that go with the entry. */
    public record Effects(
            List<Posting> postings,
            List<Credit> credits,
            List<CreditChange> changes,
            @Nullable Incident opened) {

        public static final Effects NONE = new Effects(List.of(), List.of(), List.of(), null);
    }
}

package dev.makegood.finance;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Entries as the writer would append them, with nothing in them but what a test of their order or sums needs. */
final class JournalRows {
    static final UUID AGENT = UUID.fromString("01930000-0000-7000-8000-00000000000a");
    static final UUID CENTRE = UUID.fromString("01930000-0000-7000-8000-00000000000c");
    static final Instant TIME = Instant.parse("2026-11-21T12:00:00Z");

    private JournalRows() {}

    static UUID refusal(Handle handle, UUID owner, int ordinal) {
        return entry(handle, owner, ordinal, "limit_exceeded", null, TIME, 0);
    }

    static UUID entry(
            Handle handle,
            UUID owner,
            int ordinal,
            String outcome,
            @Nullable UUID incident,
            Instant recordedAt,
            int postings) {
        UUID id = UUID.randomUUID();
        handle.execute(
                """
                insert into journal (id, owner, epoch, ordinal, command_id, command, outcome, actor, role, incident,
                  cost_centre, heads, postings, effective_at, recorded_at)
                values (?, ?, 1, ?, ?, 'issue_remedy/1 {}', ?, ?, 'agent', ?, ?, 'settings=1', ?, ?, ?)
                """,
                id,
                owner,
                ordinal,
                id,
                outcome,
                AGENT,
                incident,
                CENTRE,
                postings,
                at(recordedAt),
                at(recordedAt));
        return id;
    }

    /** Gives a new credit of so many miles. */
    static UUID issue(Handle handle, UUID owner, int ordinal, long amount) {
        UUID entry = entry(handle, owner, ordinal, "accepted", null, TIME, 1);
        UUID credit = UUID.randomUUID();
        handle.execute("""
                insert into credit (id, owner, entry, unit, kind, basis, face, currency, customer_value, fair_value, cost,
                  rate_version, giver, charged, charged_day, cost_centre, incident, zone, recorded_at)
                values (?, ?, ?, 'MILES', 'MILES', 'GOODWILL', ?, 'USD', 0, 0, 0, 1, ?, ?, '2026-11-21', ?, ?, 'UTC', ?)
                """, credit, owner, entry, amount, AGENT, AGENT, CENTRE, entry, at(TIME));
        handle.execute("""
                insert into posting (entry, number, owner, unit, amount, from_kind, from_party, to_kind, to_party, credit,
                  head_version, available, held, state, zone, open, recorded_at)
                values (?, 0, ?, 'MILES', ?, 'FUNDING', ?, 'AVAILABLE', ?, ?, 1, ?, 0, 'ACTIVE', 'UTC', array[?::uuid], ?)
                """, entry, owner, amount, CENTRE, credit, credit, amount, credit, at(TIME));
        return entry;
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }
}

package dev.makegood.event;

import dev.makegood.event.EventSql.ChangeRow;
import dev.makegood.event.EventSql.EntryRow;
import dev.makegood.event.EventSql.PlaceRow;
import dev.makegood.event.EventSql.PostingRow;
import dev.makegood.event.EventSql.ReminderRow;
import dev.makegood.finance.JournalPlace;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Principal;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The outbox from a place on, for whoever may see it. A follower that goes on from where it was told to sees each event
 * once and in order: what a running transaction could still precede is not served yet, and what was dropped before it
 * was seen is said.
 */
final class Events {

    /** So many events are looked at for one answer, however few of them the caller may see. */
    static final int SCAN = 2_000;

    private final Jdbi jdbi;

    Events(Jdbi reads) {
        this.jdbi = reads;
    }

    /** What came next, from where to go on, and whether there is more at once. */
    record Feed(List<EventView> events, JournalPlace next, boolean more) {}

    /**
     * Whose events a caller sees.
     *
     * @param customersOnly leaves out what is about no customer, or about one who was erased
     */
    record Reach(Principal.Scope scope, boolean customersOnly) {}

    /** @throws ProblemException {@code cursor_expired} when events after the place have been dropped */
    Feed after(@Nullable JournalPlace after, Reach reach, int most) {
        return jdbi.inTransaction(handle -> {
            EventSql sql = handle.attach(EventSql.class);
            int scan = reach.scope() instanceof Principal.Scope.Only ? SCAN : most;
            JournalPlace from = after == null ? sql.dropped() : after;
            List<PlaceRow> scanned = sql.page(from, scan + 1);
            // Asked later than the rows, so that none of them can have been dropped in between unnoticed.
            JournalPlace dropped = sql.dropped();
            while (dropped.compareTo(from) > 0) {
                if (after != null) {
                    throw expired();
                }
                from = dropped;
                scanned = sql.page(from, scan + 1);
                dropped = sql.dropped();
            }
            return feed(sql, from, scanned, reach, most, scan);
        });
    }

    private static ProblemException expired() {
        return ProblemException.of(
                        ProblemCode.CURSOR_EXPIRED, "Events after this cursor are no longer kept; begin anew.")
                .at("?after", "must be no older than the events that are kept");
    }

    private static Feed feed(EventSql sql, JournalPlace from, List<PlaceRow> scanned, Reach reach, int most, int scan) {
        Set<UUID> owners = owners(sql, reach.scope());
        List<PlaceRow> rows = new ArrayList<>();
        JournalPlace next = from;
        boolean more = scanned.size() > scan;
        for (PlaceRow row : more ? scanned.subList(0, scan) : scanned) {
            if (owners == null || owners.contains(row.owner())) {
                if (rows.size() == most) {
                    more = true;
                    break;
                }
                rows.add(row);
            }
            next = row.place();
        }
        return new Feed(views(sql, rows, reach), next, more);
    }

    /** The keys of the customers in scope; nothing where that is everybody. */
    private static @Nullable Set<UUID> owners(EventSql sql, Principal.Scope scope) {
        if (!(scope instanceof Principal.Scope.Only only)) {
            return null;
        }
        return new HashSet<>(
                sql.owners(only.customers().stream().map(CustomerNumber::value).toArray(String[]::new)));
    }

    private static List<EventView> views(EventSql sql, List<PlaceRow> rows, Reach reach) {
        UUID[] ids = rows.stream().map(PlaceRow::id).toArray(UUID[]::new);
        Map<EntryId, EntryRow> entries =
                sql.entries(ids).stream().collect(Collectors.toMap(EntryRow::id, Function.identity()));
        Map<EntryId, List<PostingRow>> postings =
                sql.postings(ids).stream().collect(Collectors.groupingBy(PostingRow::entry));
        Map<EntryId, List<ChangeRow>> changes =
                sql.changes(ids).stream().collect(Collectors.groupingBy(ChangeRow::entry));
        Map<EntryId, List<ReminderRow>> reminders =
                sql.reminders(ids).stream().collect(Collectors.groupingBy(ReminderRow::entry));
        List<EventView> views = new ArrayList<>(rows.size());
        for (PlaceRow row : rows) {
            EntryId id = new EntryId(row.id());
            EntryRow entry = entries.get(id);
            if (entry != null && (!reach.customersOnly() || entry.customer() != null)) {
                EventView.Rows rowsOf = new EventView.Rows(
                        postings.getOrDefault(id, List.of()),
                        changes.getOrDefault(id, List.of()),
                        reminders.getOrDefault(id, List.of()));
                views.add(EventView.of(row.type(), entry, rowsOf));
            }
        }
        return views;
    }
}

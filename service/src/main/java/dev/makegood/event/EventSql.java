package dev.makegood.event;

import dev.makegood.finance.JournalPlace;
import dev.makegood.ledger.Account;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.ReminderId;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.locator.UseClasspathSqlLocator;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface EventSql {

    /** An event's place, and whose it is. */
    record PlaceRow(int epoch, long xid, int ordinal, UUID id, UUID owner, String type) {
        JournalPlace place() {
            return new JournalPlace(epoch, xid, ordinal);
        }
    }

    /** What its journal entry says; without a number once the customer is erased, or where it is about none. */
    record EntryRow(
            EntryId id,
            Instant recordedAt,
            @Nullable CustomerNumber customer,
            @Nullable IncidentId incident,
            @Nullable ClaimNumber claim) {}

    /** A movement of value, and the credit as it stood after. */
    record PostingRow(
            EntryId entry,
            CreditId credit,
            @Nullable ClaimNumber claim,
            Account.Kind fromKind,
            Account.Kind toKind,
            Unit unit,
            long amount,
            @Nullable Long available,
            @Nullable Instant expiresAt,
            @Nullable LocalDate expiresOn,
            @Nullable ZoneId zone) {}

    /** A credit that got another date or state without value having moved. */
    record ChangeRow(
            EntryId entry,
            CreditId credit,
            String what,
            @Nullable Instant expiresAt,
            @Nullable LocalDate expiresOn,
            ZoneId zone,
            @Nullable ClaimNumber claim) {}

    /** A credit of a reminder, as it stood then; the reminder is an entry's own, or what it reports of. */
    record ReminderRow(
            EntryId entry,
            ReminderId id,
            int days,
            LocalDate expiresOn,
            Unit unit,
            CreditId credit,
            long available,
            @Nullable ClaimNumber claim,
            @Nullable String outcome) {}

    @SqlQuery
    @UseClasspathSqlLocator
    @RegisterConstructorMapper(ChangeRow.class)
    List<ChangeRow> changes(UUID[] entries);

    @SqlQuery
    @UseClasspathSqlLocator
    @RegisterConstructorMapper(ReminderRow.class)
    List<ReminderRow> reminders(UUID[] entries);

    @SqlQuery
    @UseClasspathSqlLocator
    @RegisterConstructorMapper(PlaceRow.class)
    List<PlaceRow> page(@BindMethods("after") JournalPlace after, int most);

    /** The place up to which events have been dropped. */
    @SqlQuery("select epoch, cast(cast(xid as text) as bigint) as xid, ordinal from dropped_events")
    @RegisterConstructorMapper(JournalPlace.class)
    JournalPlace dropped();

    @SqlQuery("select key from customer where number = any (:numbers)")
    List<UUID> owners(String[] numbers);

    @SqlQuery("""
            select j.id, j.recorded_at, c.number as customer, j.incident, i.claim_number as claim
            from journal j
            left join customer c on c.key = j.owner
            left join incident i on i.id = j.incident
            where j.id = any (:entries)
            """)
    @RegisterConstructorMapper(EntryRow.class)
    List<EntryRow> entries(UUID[] entries);

    @SqlQuery
    @UseClasspathSqlLocator
    @RegisterConstructorMapper(PostingRow.class)
    List<PostingRow> postings(UUID[] entries);
}

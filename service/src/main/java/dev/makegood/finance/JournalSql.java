package dev.makegood.finance;

import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.locator.UseClasspathSqlLocator;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface JournalSql {

    /** An entry as it stands in the journal, with its place in the order. */
    record EntryRow(
            EntryId id,
            int epoch,
            long xid,
            int ordinal,
            String command,
            String outcome,
            PrincipalId actor,
            String role,
            @Nullable String subject,
            @Nullable CustomerNumber customer,
            @Nullable IncidentId incident,
            @Nullable CostCentreId costCentre,
            @Nullable String limits,
            Instant effectiveAt,
            Instant recordedAt) {}

    record PostingRow(
            EntryId entry,
            Unit unit,
            long amount,
            String fromKind,
            UUID fromParty,
            @Nullable String fromPartner,
            String toKind,
            UUID toParty,
            @Nullable String toPartner,
            @Nullable Long headVersion) {}

    record UsageRow(EntryId entry, Unit currency, String period, long value, long total) {}

    /** The filters differ from call to call, and so does the best way to the rows: no plan is kept for all of them. */
    @SqlUpdate("set local plan_cache_mode = force_custom_plan")
    void planEachTime();

    @SqlQuery
    @UseClasspathSqlLocator
    @RegisterConstructorMapper(EntryRow.class)
    List<EntryRow> page(@BindMethods JournalFilter filter, @BindMethods("after") JournalPlace after, int most);

    @SqlQuery
    @UseClasspathSqlLocator
    @RegisterConstructorMapper(EntryRow.class)
    Optional<EntryRow> entry(EntryId id);

    @SqlQuery
    @UseClasspathSqlLocator
    @RegisterConstructorMapper(PostingRow.class)
    List<PostingRow> postings(UUID[] entries);

    @SqlQuery
    @UseClasspathSqlLocator
    @RegisterConstructorMapper(UsageRow.class)
    List<UsageRow> usage(UUID[] entries);

    @SqlQuery("select incident from claim_number where number = :claim")
    Optional<IncidentId> incident(ClaimNumber claim);
}

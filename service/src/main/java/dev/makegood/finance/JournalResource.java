package dev.makegood.finance;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import dev.makegood.finance.JournalEntryView.Result;
import dev.makegood.finance.JournalSql.EntryRow;
import dev.makegood.finance.JournalSql.PostingRow;
import dev.makegood.finance.JournalSql.UsageRow;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.IncidentKey;
import dev.makegood.ledger.Role;
import dev.makegood.platform.http.Cursor;
import dev.makegood.platform.http.PageLimit;
import dev.makegood.platform.http.Pages;
import dev.makegood.platform.http.Unchanging;
import dev.makegood.platform.identity.Allow;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The journal in the order of commit, refusals included, for those who account for it and those who verify. */
@Path("/v1/journal")
@Produces(APPLICATION_JSON)
public final class JournalResource {
    private final Jdbi jdbi;
    private final Pages pages;

    public JournalResource(Jdbi jdbi, Pages pages) {
        this.jdbi = jdbi;
        this.pages = pages;
    }

    @GET
    @Allow({Role.FINANCE, Role.AUDITOR})
    public Response find(
            @QueryParam("agent") @Nullable AgentId agent,
            @QueryParam("customer") @Nullable CustomerNumber customer,
            @QueryParam("incident") @Nullable IncidentKey incident,
            @QueryParam("costCentre") @Nullable CostCentreId costCentre,
            @QueryParam("outcome") @Nullable Result outcome,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to,
            @QueryParam("limit") @Nullable PageLimit limit,
            @QueryParam("cursor") @Nullable Cursor cursor,
            @Context UriInfo uri) {
        JournalPlace after = pages.after(uri, cursor).map(JournalPlace::of).orElse(JournalPlace.START);
        return jdbi.inTransaction(handle -> {
            JournalSql sql = handle.attach(JournalSql.class);
            sql.planEachTime();
            IncidentId of = incident == null ? null : named(sql, incident);
            Boolean accepted = outcome == null ? null : outcome == Result.ACCEPTED;
            JournalFilter filter = new JournalFilter(agent, customer, of, costCentre, accepted, from, to);
            List<EntryRow> rows = sql.page(filter, after, PageLimit.of(limit) + 1);
            Whole whole = Whole.of(sql, rows);
            return pages.of(
                    uri, limit, rows, whole::entry, row -> JournalPlace.of(row).cursor());
        });
    }

    @GET
    @Path("/{entry}")
    @Unchanging
    @Allow({Role.FINANCE, Role.AUDITOR})
    public JournalEntryView read(@PathParam("entry") EntryId id) {
        return jdbi.withExtension(JournalSql.class, sql -> {
            EntryRow row = sql.entry(id)
                    .orElseThrow(() -> ProblemException.of(ProblemCode.NOT_FOUND, "No journal entry has this id."));
            return Whole.of(sql, List.of(row)).entry(row);
        });
    }

    /** An incident that nobody knows has the nil id's entries: none. */
    private static IncidentId named(JournalSql sql, IncidentKey key) {
        IncidentId id =
                key.claim() == null ? key.id() : sql.incident(key.claim()).orElse(null);
        return id == null ? NOBODYS : id;
    }

    private static final IncidentId NOBODYS = new IncidentId(new UUID(0, 0));

    /** What belongs to the entries of a page. */
    private record Whole(Map<EntryId, List<PostingRow>> postings, Map<EntryId, List<UsageRow>> usage) {

        static Whole of(JournalSql sql, List<EntryRow> rows) {
            UUID[] ids = rows.stream().map(row -> row.id().value()).toArray(UUID[]::new);
            return new Whole(
                    sql.postings(ids).stream().collect(Collectors.groupingBy(PostingRow::entry)),
                    sql.usage(ids).stream().collect(Collectors.groupingBy(UsageRow::entry)));
        }

        JournalEntryView entry(EntryRow row) {
            return JournalEntryView.of(
                    row, postings.getOrDefault(row.id(), List.of()), usage.getOrDefault(row.id(), List.of()));
        }
    }
}

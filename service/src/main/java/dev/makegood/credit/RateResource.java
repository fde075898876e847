package dev.makegood.credit;

import static dev.makegood.ledger.Role.ADMIN;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.POLICY_ADMIN;

import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.http.Cursor;
import dev.makegood.platform.http.Keyed;
import dev.makegood.platform.http.Outcomes;
import dev.makegood.platform.http.PageLimit;
import dev.makegood.platform.http.Pages;
import dev.makegood.platform.http.Unchanging;
import dev.makegood.platform.http.Version;
import dev.makegood.platform.http.Write;
import dev.makegood.platform.identity.Allow;
import dev.makegood.platform.identity.Caller;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What a mile, or money given as a voucher or certificate, is worth from a date on. */
@Path("/v1/rates")
@Produces(MediaType.APPLICATION_JSON)
public final class RateResource {

    private final RateSql sql;
    private final Ledger ledger;
    private final Pages pages;

    public RateResource(Jdbi reads, Ledger ledger, Pages pages) {
        this.sql = reads.onDemand(RateSql.class);
        this.ledger = ledger;
        this.pages = pages;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(FINANCE)
    public CompletionStage<Response> add(@Auth Caller caller, @Keyed Write write, RateRequest body) {
        SettingsCommand.AddRate command = body.command();
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(outcome -> Outcomes.answer(outcome, entry -> {
                    RateView view = RateView.of(command, entry);
                    return Outcomes.created("/v1/rates/" + view.version(), view);
                }));
    }

    @GET
    @Path("/{version}")
    @Unchanging
    @Allow({FINANCE, AUDITOR, ADMIN, POLICY_ADMIN})
    public RateView read(@Auth Caller caller, @PathParam("version") Version version) {
        return sql.rate(version.value())
                .map(RateView::of)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "No rate has this version."));
    }

    @GET
    @Allow({FINANCE, AUDITOR, ADMIN, POLICY_ADMIN})
    public Response find(
            @Auth Caller caller,
            @QueryParam("kind") @Nullable CreditKind kind,
            @QueryParam("unit") @Nullable Unit unit,
            @QueryParam("cursor") @Nullable Cursor cursor,
            @QueryParam("limit") @Nullable PageLimit limit,
            @Context UriInfo uri) {
        long before = pages.before(uri, cursor);
        List<RateSql.Row> rows = sql.newest(before, kind == null ? null : kind.kind(), unit, PageLimit.of(limit) + 1);
        return pages.of(uri, limit, rows, RateView::of, row -> List.of(Long.toString(row.version())));
    }
}

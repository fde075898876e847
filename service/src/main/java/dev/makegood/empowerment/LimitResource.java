package dev.makegood.empowerment;

import static dev.makegood.ledger.Role.ADMIN;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.POLICY_ADMIN;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.SettingsCommand;
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

/** What levels and persons may give from a date on; set by finance, and never changed afterwards. */
@Path("/v1/limits")
@Produces(MediaType.APPLICATION_JSON)
public final class LimitResource {

    private final LimitSql sql;
    private final Ledger ledger;
    private final Pages pages;

    public LimitResource(Jdbi reads, Ledger ledger, Pages pages) {
        this.sql = reads.onDemand(LimitSql.class);
        this.ledger = ledger;
        this.pages = pages;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(FINANCE)
    public CompletionStage<Response> set(@Auth Caller caller, @Keyed Write write, LimitRequest body) {
        SettingsCommand.SetLimits command = body.command();
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(outcome -> Outcomes.answer(
                        outcome,
                        entry -> {
                            LimitView view = LimitView.of(command, caller, entry);
                            return Outcomes.created("/v1/limits/" + view.version(), view);
                        },
                        (code, facts) -> place(code)));
    }

    private static @Nullable String place(ProblemCode code) {
        return switch (code) {
            case UNKNOWN_LEVEL -> "/level";
            case AGENT_NOT_REGISTERED -> "/agent";
            case IN_THE_PAST -> "/validTo";
            default -> null;
        };
    }

    @GET
    @Path("/{version}")
    @Unchanging
    @Allow({FINANCE, AUDITOR, ADMIN, POLICY_ADMIN})
    public LimitView read(@Auth Caller caller, @PathParam("version") Version version) {
        return sql.limits(version.value())
                .map(LimitView::of)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "No limits have this version."));
    }

    @GET
    @Allow({FINANCE, AUDITOR, ADMIN, POLICY_ADMIN})
    public Response find(
            @Auth Caller caller,
            @QueryParam("level") @Nullable CodeWord level,
            @QueryParam("agent") @Nullable AgentId agent,
            @QueryParam("cursor") @Nullable Cursor cursor,
            @QueryParam("limit") @Nullable PageLimit limit,
            @Context UriInfo uri) {
        long before = pages.before(uri, cursor);
        String rank = level == null ? null : level.value();
        List<LimitSql.Row> rows = sql.newest(before, rank, agent, PageLimit.of(limit) + 1);
        return pages.of(uri, limit, rows, LimitView::of, row -> List.of(Long.toString(row.version())));
    }
}

package dev.makegood.empowerment;

import static dev.makegood.ledger.Role.ADMIN;
import static dev.makegood.ledger.Role.AGENT;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.POLICY_ADMIN;
import static dev.makegood.ledger.Role.SYSTEM;

import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.platform.http.Check;
import dev.makegood.platform.http.Cursor;
import dev.makegood.platform.http.Keyed;
import dev.makegood.platform.http.Outcomes;
import dev.makegood.platform.http.PageLimit;
import dev.makegood.platform.http.Pages;
import dev.makegood.platform.http.Refusals;
import dev.makegood.platform.http.Write;
import dev.makegood.platform.identity.Allow;
import dev.makegood.platform.identity.Caller;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Who pays, and where the days of its agents begin. */
@Path("/v1/cost-centres")
@Produces(MediaType.APPLICATION_JSON)
public final class CostCentreResource {

    private final CostCentreSql sql;
    private final Ledger ledger;
    private final Pages pages;

    public CostCentreResource(Jdbi reads, Ledger ledger, Pages pages) {
        this.sql = reads.onDemand(CostCentreSql.class);
        this.ledger = ledger;
        this.pages = pages;
    }

    /** A cost centre as it is now. */
    public record View(CostCentreId id, String code, ZoneId zone) {}

    /** Where the days of a cost centre's agents begin. */
    record Request(@Nullable ZoneId zone) {}

    @GET
    @Path("/{costCentre}")
    @Allow({AGENT, SYSTEM, FINANCE, AUDITOR, POLICY_ADMIN, ADMIN})
    public View read(@Auth Caller caller, @PathParam("costCentre") CostCentreKey key) {
        return sql.named(key)
                .map(CostCentreResource::view)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "No cost centre has this id or code."));
    }

    @GET
    @Allow({AGENT, SYSTEM, FINANCE, AUDITOR, POLICY_ADMIN, ADMIN})
    public Response find(
            @Auth Caller caller,
            @QueryParam("cursor") @Nullable Cursor cursor,
            @QueryParam("limit") @Nullable PageLimit limit,
            @Context UriInfo uri) {
        String after = pages.after(uri, cursor).map(place -> place.get(0)).orElse("");
        List<CostCentreSql.Row> rows = sql.after(after, PageLimit.of(limit) + 1);
        return pages.of(uri, limit, rows, CostCentreResource::view, row -> List.of(row.code()));
    }

    /** By its code it may be a new one; by its id it must be there. */
    @PUT
    @Path("/{costCentre}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(ADMIN)
    public CompletionStage<Response> set(
            @Auth Caller caller, @Keyed Write write, @PathParam("costCentre") CostCentreKey key, Request body) {
        new Check().present("/zone", body.zone).done();
        String code = key.code() == null ? read(caller, key).code() : key.code().value();
        ZoneId zone = Objects.requireNonNull(body.zone);
        return ledger.submit(write.submission(caller, new SettingsCommand.SetCostCentre(code, zone), body))
                .thenApply(outcome -> Outcomes.answer(
                        outcome,
                        entry -> Response.ok(new View(
                                CostCentreId.parse(
                                        Refusals.facts(entry).path("costCentre").asText()),
                                code,
                                zone))));
    }

    private static View view(CostCentreSql.Row row) {
        return new View(row.id(), row.code(), row.zone());
    }
}

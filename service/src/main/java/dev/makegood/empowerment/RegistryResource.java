package dev.makegood.empowerment;

import static dev.makegood.ledger.Role.ADMIN;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.FINANCE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.platform.http.Cursor;
import dev.makegood.platform.http.Keyed;
import dev.makegood.platform.http.Outcomes;
import dev.makegood.platform.http.PageLimit;
import dev.makegood.platform.http.Pages;
import dev.makegood.platform.http.Write;
import dev.makegood.platform.identity.Allow;
import dev.makegood.platform.identity.Caller;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The agent registry: who may give, of which rank, paid by whom, led by whom, and to whom they may give nothing. */
@Path("/v1/agents")
@Produces(MediaType.APPLICATION_JSON)
public final class RegistryResource {

    private static final AgentId FIRST = new AgentId(new UUID(0, 0));
    private static final CostCentreId NOWHERE = new CostCentreId(new UUID(0, 0));

    private final RegistrationSql sql;
    private final CostCentreSql costCentres;
    private final Ledger ledger;
    private final Pages pages;

    public RegistryResource(Jdbi reads, Ledger ledger, Pages pages) {
        this.sql = reads.onDemand(RegistrationSql.class);
        this.costCentres = reads.onDemand(CostCentreSql.class);
        this.ledger = ledger;
        this.pages = pages;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(ADMIN)
    public CompletionStage<Response> register(@Auth Caller caller, @Keyed Write write, AgentRequest body) {
        body.check().done();
        SettingsCommand.RegisterAgent command = new SettingsCommand.RegisterAgent(
                body.as(), Objects.requireNonNull(body.subject()).value(), says(body.registration()));
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(outcome -> Outcomes.answer(
                        outcome,
                        entry -> {
                            AgentId id = new AgentId(entry.commandId());
                            RegistrationView.Who who =
                                    new RegistrationView.Who(id, command.role().word(), command.subject());
                            return Outcomes.created(
                                    "/v1/agents/" + id, RegistrationView.of(who, command.as(), caller, entry));
                        },
                        RegistryResource::place));
    }

    /** Says anew, whole, what the registry knows of an agent. */
    @PUT
    @Path("/{agent}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(ADMIN)
    public CompletionStage<Response> change(
            @Auth Caller caller, @Keyed Write write, @PathParam("agent") AgentId id, RegistrationRequest body) {
        body.check().done();
        RegistrationSql.Row known =
                sql.latest(id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "No agent has this id."));
        SettingsCommand.ChangeAgent command = new SettingsCommand.ChangeAgent(id, says(body));
        RegistrationView.Who who = new RegistrationView.Who(id, known.role(), known.subject());
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(outcome -> Outcomes.answer(
                        outcome,
                        entry -> Response.ok(RegistrationView.of(who, command.as(), caller, entry)),
                        RegistryResource::place));
    }

    /** By the code of its cost centre; what names none goes on as it is, and the ledger says no. */
    private SettingsCommand.Registration says(RegistrationRequest body) {
        CostCentreKey key = Objects.requireNonNull(body.costCentre());
        return body.registration(
                costCentres.named(key).map(CostCentreSql.Row::code).orElseGet(key::toString));
    }

    private static @Nullable String place(ProblemCode code, JsonNode facts) {
        return switch (code) {
            case AGENT_EXISTS -> "/subject";
            case UNKNOWN_LEVEL -> "/level";
            case UNKNOWN_COST_CENTRE -> "/costCentre";
            case UNKNOWN_MANAGER, OWN_MANAGER -> "/manager";
            default -> null;
        };
    }

    /** Everybody as the registry has them now, who was registered first comes first; in no cost centre is nobody. */
    @GET
    @Allow({ADMIN, FINANCE, AUDITOR})
    public Response find(
            @Auth Caller caller,
            @QueryParam("level") @Nullable CodeWord level,
            @QueryParam("costCentre") @Nullable CostCentreKey costCentre,
            @QueryParam("cursor") @Nullable Cursor cursor,
            @QueryParam("limit") @Nullable PageLimit limit,
            @Context UriInfo uri) {
        AgentId after = pages.after(uri, cursor)
                .map(place -> AgentId.parse(place.get(0)))
                .orElse(FIRST);
        CostCentreId of = costCentre == null
                ? null
                : costCentres.named(costCentre).map(CostCentreSql.Row::id).orElse(NOWHERE);
        String rank = level == null ? null : level.value();
        List<RegistrationSql.Row> rows = sql.agents(after, rank, of, PageLimit.of(limit) + 1);
        return pages.of(
                uri,
                limit,
                rows,
                row -> RegistrationView.of(row, caller),
                row -> List.of(row.agent().toString()));
    }

    /** What was said of an agent, the last first. */
    @GET
    @Path("/{agent}/registrations")
    @Allow({ADMIN, FINANCE, AUDITOR})
    public Response history(
            @Auth Caller caller,
            @PathParam("agent") AgentId id,
            @QueryParam("cursor") @Nullable Cursor cursor,
            @QueryParam("limit") @Nullable PageLimit limit,
            @Context UriInfo uri) {
        long before = pages.before(uri, cursor);
        List<RegistrationSql.Row> rows = sql.versions(id, before, PageLimit.of(limit) + 1);
        if (rows.isEmpty() && cursor == null) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "No agent has this id.");
        }
        return pages.of(
                uri,
                limit,
                rows,
                row -> RegistrationView.of(row, caller),
                row -> List.of(Long.toString(row.version())));
    }
}

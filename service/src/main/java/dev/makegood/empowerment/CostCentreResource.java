package dev.makegood.empowerment;

import static dev.makegood.ledger.Role.ADMIN;
import static dev.makegood.ledger.Role.AGENT;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.POLICY_ADMIN;
import static dev.makegood.ledger.Role.SYSTEM;

import dev.makegood.ledger.CostCentreId;
import dev.makegood.platform.identity.Allow;
import dev.makegood.platform.identity.Caller;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.ZoneId;

/** Who pays, and where the days of its agents begin. */
@Path("/v1/cost-centres")
@Produces(MediaType.APPLICATION_JSON)
public final class CostCentreResource {

    private final Agents agents;

    public CostCentreResource(Agents agents) {
        this.agents = agents;
    }

    /** A cost centre as it is now. */
    public record View(CostCentreId id, String code, ZoneId zone) {}

    @GET
    @Path("/{costCentre}")
    @Allow({AGENT, SYSTEM, FINANCE, AUDITOR, POLICY_ADMIN, ADMIN})
    public View read(@Auth Caller caller, @PathParam("costCentre") CostCentreId id) {
        EmpowermentSql.CostCentreRow row = agents.costCentre(id);
        return new View(row.id(), row.code(), row.zone());
    }
}

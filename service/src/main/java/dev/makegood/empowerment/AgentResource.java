package dev.makegood.empowerment;

import static dev.makegood.ledger.Role.ADMIN;
import static dev.makegood.ledger.Role.AGENT;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.POLICY_ADMIN;
import static dev.makegood.ledger.Role.SYSTEM;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.IncidentKey;
import dev.makegood.platform.identity.Allow;
import dev.makegood.platform.identity.Caller;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Who may give, and how much of it is left. */
@Path("/v1/agents")
@Produces(MediaType.APPLICATION_JSON)
public final class AgentResource {

    private final Agents agents;

    public AgentResource(Agents agents) {
        this.agents = agents;
    }

    @GET
    @Path("/me/headroom")
    @Allow({AGENT, SYSTEM})
    public Agents.HeadroomView headroom(@Auth Caller caller, @QueryParam("incident") @Nullable IncidentKey incident) {
        return agents.headroom(caller.agent(), incident);
    }

    @GET
    @Path("/{agent}")
    @Allow({AGENT, SYSTEM, FINANCE, AUDITOR, POLICY_ADMIN, ADMIN})
    public Agents.View read(@Auth Caller caller, @PathParam("agent") AgentId agent) {
        return agents.view(agent);
    }
}

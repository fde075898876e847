package dev.makegood.redemption;

import static dev.makegood.ledger.Role.AGENT;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.CUSTOMER;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.PARTNER;
import static dev.makegood.ledger.Role.SYSTEM;

import dev.makegood.platform.http.Unchanging;
import dev.makegood.platform.identity.Allow;
import dev.makegood.platform.identity.Caller;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Value that was given back. */
@Path("/v1/reversals/{reversal}")
@Produces(MediaType.APPLICATION_JSON)
public final class ReversalResource {

    private final Redemptions redemptions;

    public ReversalResource(Redemptions redemptions) {
        this.redemptions = redemptions;
    }

    @GET
    @Unchanging
    @Allow({CUSTOMER, PARTNER, AGENT, SYSTEM, FINANCE, AUDITOR})
    public ReversalView read(@Auth Caller caller, @PathParam("reversal") ReversalId reversal) {
        return redemptions.reversal(caller, reversal);
    }
}

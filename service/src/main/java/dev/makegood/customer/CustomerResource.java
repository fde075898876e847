package dev.makegood.customer;

import static dev.makegood.ledger.Role.AGENT;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.CUSTOMER;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.PARTNER;
import static dev.makegood.ledger.Role.SYSTEM;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Role;
import dev.makegood.platform.http.Keyed;
import dev.makegood.platform.http.Outcomes;
import dev.makegood.platform.http.Write;
import dev.makegood.platform.identity.Allow;
import dev.makegood.platform.identity.Caller;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** A customer by the company's own number. */
@Path("/v1/customers/{customer}")
@Produces(MediaType.APPLICATION_JSON)
public final class CustomerResource {

    private final Customers customers;
    private final Ledger ledger;

    public CustomerResource(Customers customers, Ledger ledger) {
        this.customers = customers;
        this.ledger = ledger;
    }

    @GET
    @Allow({AGENT, SYSTEM, FINANCE, AUDITOR, CUSTOMER, PARTNER})
    public CustomerView read(@Auth Caller caller, @PathParam("customer") CustomerNumber customer) {
        return customers.view(caller.reach(customer));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow({AGENT, SYSTEM, CUSTOMER, PARTNER})
    public CompletionStage<Response> set(
            @Auth Caller caller,
            @Keyed Write write,
            @PathParam("customer") CustomerNumber customer,
            CustomerRequest body) {
        caller.reach(customer);
        Command.SetCustomer command = body.command(customer);
        if (caller.role() == Role.CUSTOMER || caller.role() == Role.PARTNER) {
            // Only those who give may bring a customer into the ledger.
            customers.known(customer);
        }
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(outcome -> Outcomes.answer(outcome, entry -> Response.ok(body.view(customer))));
    }
}

package dev.makegood.credit;

import static dev.makegood.ledger.Role.AGENT;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.CUSTOMER;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.PARTNER;
import static dev.makegood.ledger.Role.SYSTEM;

import dev.makegood.customer.Customers;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.IncidentKey;
import dev.makegood.platform.http.Cursor;
import dev.makegood.platform.http.PageLimit;
import dev.makegood.platform.http.Pages;
import dev.makegood.platform.identity.Allow;
import dev.makegood.platform.identity.Caller;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a customer holds: balances, and credit by credit. */
@Path("/v1/customers/{customer}")
@Produces(MediaType.APPLICATION_JSON)
public final class HoldingsResource {

    private final Customers customers;
    private final Credits credits;
    private final Balances balances;
    private final Moments moments;
    private final Pages pages;

    public HoldingsResource(Customers customers, Credits credits, Balances balances, Moments moments, Pages pages) {
        this.customers = customers;
        this.credits = credits;
        this.balances = balances;
        this.moments = moments;
        this.pages = pages;
    }

    /** A page of credits; it says which instant was asked, if one was. */
    record CreditPage(
            List<CreditView> items,
            @Nullable String next,
            @Nullable Instant asOf,
            @Nullable Boolean provisional) {}

    @GET
    @Path("/balances")
    @Allow({AGENT, SYSTEM, FINANCE, AUDITOR, CUSTOMER, PARTNER})
    public Balances.View balances(
            @Auth Caller caller,
            @PathParam("customer") CustomerNumber customer,
            @QueryParam("asOf") @Nullable Instant asOf) {
        caller.reach(customer);
        return balances.of(customer, asOf);
    }

    @GET
    @Path("/credits")
    @Allow({AGENT, SYSTEM, FINANCE, AUDITOR, CUSTOMER, PARTNER})
    public Response credits(
            @Auth Caller caller,
            @PathParam("customer") CustomerNumber customer,
            @QueryParam("kind") @Nullable CreditKind kind,
            @QueryParam("state") @Nullable Standing state,
            @QueryParam("incident") @Nullable IncidentKey incident,
            @QueryParam("expiresBefore") @Nullable LocalDate expiresBefore,
            @QueryParam("expiresAfter") @Nullable LocalDate expiresAfter,
            @QueryParam("asOf") @Nullable Instant asOf,
            @QueryParam("cursor") @Nullable Cursor cursor,
            @QueryParam("limit") @Nullable PageLimit limit,
            @Context UriInfo uri) {
        CustomerId owner = customers.known(caller.reach(customer));
        CreditId before = pages.after(uri, cursor)
                .map(place -> CreditId.parse(place.get(0)))
                .orElse(null);
        Moment moment = moments.of(asOf);
        Credits.Filter filter = new Credits.Filter(kind, state, incident, expiresBefore, expiresAfter);
        List<CreditView> found = credits.ofCustomer(owner, filter, moment, before, PageLimit.of(limit) + 1);
        return pages.of(
                uri,
                limit,
                found,
                Function.identity(),
                view -> List.of(view.id().toString()),
                page -> new CreditPage(page.items(), page.next(), moment.toldAt(), moment.toldProvisional()));
    }
}

package dev.makegood.incident;

import static dev.makegood.ledger.Role.AGENT;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.SYSTEM;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Incident;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.IncidentKey;
import dev.makegood.ledger.Ledger;
import dev.makegood.platform.http.Check;
import dev.makegood.platform.http.Cursor;
import dev.makegood.platform.http.Keyed;
import dev.makegood.platform.http.Outcomes;
import dev.makegood.platform.http.PageLimit;
import dev.makegood.platform.http.Pages;
import dev.makegood.platform.http.Reference;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What went wrong, for whom and when. */
@Path("/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
public final class IncidentResource {

    private final Incidents incidents;
    private final Ledger ledger;
    private final Pages pages;
    private final InstantSource clock;

    public IncidentResource(Incidents incidents, Ledger ledger, Pages pages, InstantSource clock) {
        this.incidents = incidents;
        this.ledger = ledger;
        this.pages = pages;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow({AGENT, SYSTEM})
    public CompletionStage<Response> open(@Auth Caller caller, @Keyed Write write, IncidentRequest body) {
        Check check = new Check();
        body.check(check, "", clock.instant());
        check.done();
        return ledger.submit(write.submission(caller, body.command(), body))
                .thenApply(outcome -> Outcomes.answer(
                        outcome,
                        entry -> {
                            Incident opened =
                                    Objects.requireNonNull(entry.effects().opened());
                            incidents.opened(opened, body.named());
                            IncidentView view = IncidentView.of(opened, body.named());
                            return Outcomes.created("/v1/incidents/" + view.id(), view);
                        },
                        (code, facts) -> place(code)));
    }

    private static @Nullable String place(ProblemCode code) {
        return code == ProblemCode.INCIDENT_EXISTS ? "/references" : null;
    }

    @GET
    @Path("/{incident}")
    @Allow({AGENT, SYSTEM, FINANCE, AUDITOR})
    public IncidentView read(@Auth Caller caller, @PathParam("incident") IncidentKey key) {
        return incidents.story(key).orElseThrow(IncidentResource::unknown);
    }

    /** Notes that the customer had to come back: effort that raises what is recommended. */
    @POST
    @Path("/{incident}/contacts")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow({AGENT, SYSTEM})
    public CompletionStage<Response> contact(
            @Auth Caller caller, @Keyed Write write, @PathParam("incident") IncidentKey key, ContactRequest body) {
        IncidentRow incident = incidents.row(key).orElseThrow(IncidentResource::unknown);
        Command.LogContact command = body.command(incident.id(), incident.occurredAt(), clock.instant());
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(outcome -> Outcomes.answer(
                        outcome,
                        entry -> Outcomes.created(
                                "/v1/incidents/" + incident.id(), ContactView.of(entry, command.note()))));
    }

    /** Ends the recovery clock; how it ended follows from what was given. */
    @POST
    @Path("/{incident}/resolution")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow({AGENT, SYSTEM})
    public CompletionStage<Response> resolve(
            @Auth Caller caller,
            @Keyed Write write,
            @PathParam("incident") IncidentKey key,
            ResolutionView.Request body) {
        IncidentRow incident = incidents.row(key).orElseThrow(IncidentResource::unknown);
        String note = body.note() == null ? null : body.note().value();
        return ledger.submit(write.submission(caller, new Command.ResolveIncident(incident.id(), note), body))
                .thenApply(outcome -> Outcomes.answer(
                        outcome,
                        entry -> Outcomes.created("/v1/incidents/" + incident.id(), ResolutionView.of(entry, note))));
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "No incident has this id or claim number.");
    }

    @GET
    @Allow({AGENT, SYSTEM, FINANCE, AUDITOR})
    public Response find(
            @Auth Caller caller,
            @QueryParam("customer") @Nullable CustomerNumber customer,
            @QueryParam("reference") @Nullable Reference reference,
            @QueryParam("due") @Nullable Due due,
            @QueryParam("cursor") @Nullable Cursor cursor,
            @QueryParam("limit") @Nullable PageLimit limit,
            @Context UriInfo uri) {
        if (due != null) {
            new Check()
                    .that(
                            customer == null && reference == null,
                            "?due",
                            "must be left out with a customer or reference")
                    .done();
            Due.Place from = pages.after(uri, cursor).map(Due.Place::of).orElse(Due.Place.START);
            List<IncidentRow> urgent = incidents.due(due, clock.instant(), from, PageLimit.of(limit) + 1);
            return pages.of(uri, limit, urgent, IncidentView::of, Due.Place::cursor);
        }
        IncidentId after = pages.after(uri, cursor)
                .map(place -> IncidentId.parse(place.get(0)))
                .orElse(null);
        List<IncidentRow> rows = incidents.find(customer, reference, after, PageLimit.of(limit) + 1);
        return pages.of(
                uri, limit, rows, IncidentView::of, row -> List.of(row.id().toString()));
    }
}

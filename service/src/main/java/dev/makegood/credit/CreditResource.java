package dev.makegood.credit;

import static dev.makegood.ledger.Role.AGENT;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.CUSTOMER;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.PARTNER;
import static dev.makegood.ledger.Role.SYSTEM;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.Ledger;
import dev.makegood.platform.http.Check;
import dev.makegood.platform.http.FreeText;
import dev.makegood.platform.http.Keyed;
import dev.makegood.platform.http.Outcomes;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One issued lot of miles or money, its history, and taking it back. */
@Path("/v1/credits/{credit}")
@Produces(MediaType.APPLICATION_JSON)
public final class CreditResource {

    private final Credits credits;
    private final Moments moments;
    private final Ledger ledger;

    public CreditResource(Credits credits, Moments moments, Ledger ledger) {
        this.credits = credits;
        this.moments = moments;
        this.ledger = ledger;
    }

    @GET
    @Allow({AGENT, SYSTEM, FINANCE, AUDITOR, CUSTOMER, PARTNER})
    public CreditView read(
            @Auth Caller caller, @PathParam("credit") CreditId credit, @QueryParam("asOf") @Nullable Instant asOf) {
        Moment moment = moments.of(asOf);
        CreditRow row = credits.credit(credit, moment)
                .filter(found -> caller.mayTouch(found.customer()))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "No credit of yours has this id."));
        return credits.withHistory(row, moment, caller.role());
    }

    /** Why a credit is taken back. */
    public record VoidRequest(
            @Nullable FreeText reason, @Nullable Reference refundReference) {}

    @POST
    @Path("/void")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow({AGENT, SYSTEM, FINANCE})
    public CompletionStage<Response> takeBack(
            @Auth Caller caller, @Keyed Write write, @PathParam("credit") CreditId credit, VoidRequest body) {
        new Check().present("/reason", body.reason()).done();
        Command command = new Command.VoidCredit(
                credit,
                Objects.requireNonNull(body.reason()).value(),
                body.refundReference() == null ? null : body.refundReference().value());
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(outcome -> Outcomes.answer(outcome, entry -> Response.ok(VoidView.of(entry))));
    }
}

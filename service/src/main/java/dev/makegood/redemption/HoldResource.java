package dev.makegood.redemption;

import static dev.makegood.ledger.Role.AGENT;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.PARTNER;
import static dev.makegood.ledger.Role.SYSTEM;

import dev.makegood.code.FailedCodes;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Ledger;
import dev.makegood.platform.http.Keyed;
import dev.makegood.platform.http.Outcomes;
import dev.makegood.platform.http.Write;
import dev.makegood.platform.identity.Allow;
import dev.makegood.platform.identity.Caller;
import dev.makegood.problem.ProblemCode;
import io.dropwizard.auth.Auth;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Setting credits aside for a purchase, and spending or giving up what was set aside. */
@Path("/v1/holds")
@Produces(MediaType.APPLICATION_JSON)
public final class HoldResource {

    private final Holds holds;
    private final Ledger ledger;
    private final FailedCodes failed;

    public HoldResource(Holds holds, Ledger ledger, FailedCodes failed) {
        this.holds = holds;
        this.ledger = ledger;
        this.failed = failed;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(PARTNER)
    public CompletionStage<Response> hold(
            @Auth Caller caller, @Keyed Write write, @Context HttpServletRequest request, HoldRequest body) {
        Command.Hold command = body.command();
        FailedCodes.Tries tries = RedemptionResource.tries(failed, caller, request, body.redemption());
        Amount total = Objects.requireNonNull(command.redeem().purchase()).total();
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(outcome -> Outcomes.answer(
                        RedemptionResource.counted(outcome, tries),
                        entry -> {
                            HoldView view = HoldView.of(entry, command.redeem().customer(), total);
                            return Outcomes.created("/v1/holds/" + view.id(), view);
                        },
                        (code, facts) -> RedemptionResource.place(
                                code, facts, command.redeem().draws())));
    }

    @GET
    @Path("/{hold}")
    @Allow({PARTNER, AGENT, SYSTEM, FINANCE, AUDITOR})
    public HoldView read(@Auth Caller caller, @PathParam("hold") HoldId hold) {
        return holds.hold(caller, hold);
    }

    /** How much to spend of it: all that is left, or so much of a unit in the order in which it was drawn. */
    public record CaptureRequest(@Nullable Amount amount) {}

    @POST
    @Path("/{hold}/captures")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(PARTNER)
    public CompletionStage<Response> capture(
            @Auth Caller caller, @Keyed Write write, @PathParam("hold") HoldId hold, CaptureRequest body) {
        Command command = new Command.Capture(hold.entry(), body.amount());
        // Read before the command, on the caller's thread: the thread that ends a command must not wait.
        Holds.Held held = holds.held(caller, hold);
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(outcome -> Outcomes.answer(
                        outcome,
                        entry -> {
                            CaptureView view = CaptureView.of(entry, hold, held.customer());
                            return Outcomes.created("/v1/redemptions/" + view.id(), view);
                        },
                        (code, facts) -> code == ProblemCode.CAPTURE_EXCEEDS ? "/amount" : null));
    }

    /** Nothing: all that is left is given up. */
    public record ReleaseRequest() {}

    @POST
    @Path("/{hold}/release")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(PARTNER)
    public CompletionStage<Response> release(
            @Auth Caller caller, @Keyed Write write, @PathParam("hold") HoldId hold, ReleaseRequest body) {
        Command command = new Command.Release(hold.entry());
        Holds.Held held = holds.held(caller, hold);
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(
                        outcome -> Outcomes.answer(outcome, entry -> Response.ok(ReleaseView.of(entry, hold, held))));
    }
}

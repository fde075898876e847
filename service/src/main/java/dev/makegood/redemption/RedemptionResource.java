package dev.makegood.redemption;

import static dev.makegood.ledger.Role.AGENT;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.CUSTOMER;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.PARTNER;
import static dev.makegood.ledger.Role.SYSTEM;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.code.FailedCodes;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Submission;
import dev.makegood.platform.http.Check;
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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Spending credits on a purchase, and giving them back. */
@Path("/v1/redemptions")
@Produces(MediaType.APPLICATION_JSON)
public final class RedemptionResource {

    private static final int MOST_LINES = 1000;

    private final Redemptions redemptions;
    private final Ledger ledger;
    private final FailedCodes failed;

    public RedemptionResource(Redemptions redemptions, Ledger ledger, FailedCodes failed) {
        this.failed = failed;
        this.redemptions = redemptions;
        this.ledger = ledger;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow({CUSTOMER, PARTNER})
    public CompletionStage<Response> redeem(
            @Auth Caller caller, @Keyed Write write, @Context HttpServletRequest request, RedemptionRequest body) {
        CustomerNumber customer = body.customer() == null ? itself(caller) : body.customer();
        Command.Redeem command = body.command(body.codesAlone() ? body.customer() : customer);
        FailedCodes.Tries tries = tries(failed, caller, request, body);
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(outcome -> Outcomes.answer(
                        counted(outcome, tries),
                        entry -> {
                            RedemptionView view = RedemptionView.of(entry, customer, body.total(), null);
                            return Outcomes.created("/v1/redemptions/" + view.id(), view);
                        },
                        (code, facts) -> place(code, facts, command.draws())));
    }

    /** What a redemption would come to: the same answers, and nothing is done. */
    @POST
    @Path("/validation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow({CUSTOMER, PARTNER})
    public CompletionStage<Response> validate(
            @Auth Caller caller, @Context HttpServletRequest request, RedemptionRequest body) {
        CustomerNumber customer = body.customer() == null ? itself(caller) : body.customer();
        Command.Redeem command = body.command(body.codesAlone() ? body.customer() : customer);
        FailedCodes.Tries tries = tries(failed, caller, request, body);
        return ledger.submit(new Submission(caller.actor(), new Command.Validate(command), null))
                .thenApply(outcome -> Outcomes.answer(
                        counted(outcome instanceof Outcome.Judged judged ? judged.outcome() : outcome, tries),
                        entry -> Response.ok(RedemptionView.judged(entry, customer, body.total())),
                        (code, facts) -> place(code, facts, command.draws())));
    }

    /** Whoever has failed with codes too often waits, before anybody is asked. */
    static FailedCodes.@Nullable Tries tries(
            FailedCodes failed, Caller caller, HttpServletRequest request, RedemptionRequest body) {
        return body.hasCode() ? failed.admit(caller, request.getRemoteAddr()) : null;
    }

    /** An answer that is told again tells nothing new, and is not counted again. */
    static Outcome counted(Outcome outcome, FailedCodes.@Nullable Tries tries) {
        if (tries != null
                && outcome instanceof Outcome.Refused refused
                && !refused.replayed()
                && refused.entry().outcome().equals(Refusal.CODE_NOT_ACCEPTED.word())) {
            tries.failedBeside();
        }
        return outcome;
    }

    /** A customer that names nobody spends its own. */
    private static @Nullable CustomerNumber itself(Caller caller) {
        return caller.role() == Role.CUSTOMER
                        && caller.actor().scope() instanceof Principal.Scope.Only only
                        && only.customers().size() == 1
                ? only.customers().iterator().next()
                : null;
    }

    /** The draw that a refusal is about, told by its credit or its unit. */
    static @Nullable String place(ProblemCode code, JsonNode facts, List<Command.Draw> draws) {
        if (code == ProblemCode.UNKNOWN_CUSTOMER) {
            return "/customer";
        }
        if (facts.has("draw")) {
            return "/draw/" + facts.path("draw").asInt();
        }
        for (int i = 0; i < draws.size(); i++) {
            boolean named = draws.get(i) instanceof Command.Draw.ByCredit draw
                    ? draw.credit().toString().equals(facts.path("credit").asText())
                    : draws.get(i) instanceof Command.Draw.ByUnit unit
                            && !facts.has("credit")
                            && unit.amount()
                                    .unit()
                                    .code()
                                    .equals(facts.path("unit").asText());
            if (named) {
                return "/draw/" + i;
            }
        }
        return null;
    }

    @GET
    @Path("/{redemption}")
    @Allow({CUSTOMER, PARTNER, AGENT, SYSTEM, FINANCE, AUDITOR})
    public RedemptionView read(@Auth Caller caller, @PathParam("redemption") RedemptionId redemption) {
        return redemptions.redemption(caller, redemption);
    }

    /** How much to give back: all that is left, an amount, or so much of some of its lines. */
    public record ReversalRequest(
            @Nullable Amount amount, @Nullable List<LineRequest> lines) {

        /** A line of the redemption by its number, and how much of it in minor units: without, all that is left. */
        public record LineRequest(
                @Nullable Integer line, @Nullable Long amount) {}

        Command.Reverse.Part part() {
            Check check =
                    new Check().that(amount == null || lines == null, "/lines", "must be left out with an amount");
            if (lines != null) {
                check.list("/lines", lines, 1, MOST_LINES);
                for (int i = 0; i < lines.size(); i++) {
                    LineRequest one = lines.get(i);
                    if (one != null) {
                        check.that(
                                        one.line != null && one.line >= 0,
                                        "/lines/" + i + "/line",
                                        "must be a line's number")
                                .that(
                                        one.amount == null || (one.amount >= 1 && one.amount <= Amount.MAX),
                                        "/lines/" + i + "/amount",
                                        "must be an integer number of minor units from 1 to " + Amount.MAX);
                    }
                }
            }
            check.done();
            if (lines == null) {
                return amount == null ? new Command.Reverse.Part.Whole() : new Command.Reverse.Part.Some(amount);
            }
            return new Command.Reverse.Part.Lines(lines.stream()
                    .map(one -> new Command.Reverse.OfLine(Objects.requireNonNull(one.line), one.amount))
                    .toList());
        }
    }

    @POST
    @Path("/{redemption}/reversals")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow({CUSTOMER, PARTNER})
    public CompletionStage<Response> reverse(
            @Auth Caller caller,
            @Keyed Write write,
            @PathParam("redemption") RedemptionId redemption,
            ReversalRequest body) {
        Command command = new Command.Reverse(redemption.entry(), body.part());
        // Read before the command, on the caller's thread: the thread that ends a command must not wait.
        Redemptions.Taken taken = redemptions.taken(caller, redemption.entry());
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(outcome -> Outcomes.answer(
                        outcome,
                        entry -> {
                            ReversalView view =
                                    ReversalView.of(entry, redemption.entry(), taken.customer(), taken.faces());
                            return Outcomes.created("/v1/reversals/" + view.id(), view);
                        },
                        (code, facts) -> code != ProblemCode.REVERSAL_EXCEEDS
                                ? null
                                : facts.has("line") ? "/lines" : "/amount"));
    }
}

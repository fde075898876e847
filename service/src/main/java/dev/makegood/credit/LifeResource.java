package dev.makegood.credit;

import static dev.makegood.ledger.Role.AGENT;
import static dev.makegood.ledger.Role.CUSTOMER;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.SYSTEM;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Ledger;
import dev.makegood.platform.http.Check;
import dev.makegood.platform.http.FreeText;
import dev.makegood.platform.http.Keyed;
import dev.makegood.platform.http.Outcomes;
import dev.makegood.platform.http.Reference;
import dev.makegood.platform.http.Write;
import dev.makegood.platform.identity.Allow;
import dev.makegood.platform.identity.Caller;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What happens to a credit between its issue and its end: a later date, a block, a settlement, another customer. */
@Path("/v1/credits/{credit}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LifeResource {

    private final Ledger ledger;

    public LifeResource(Ledger ledger) {
        this.ledger = ledger;
    }

    /** How long it is to last, which only finance says, and why. */
    public record ExtensionRequest(
            @Nullable LocalDate until, @Nullable FreeText reason) {}

    @POST
    @Path("/extension")
    @Allow({AGENT, SYSTEM, FINANCE, CUSTOMER})
    public CompletionStage<Response> extend(
            @Auth Caller caller, @Keyed Write write, @PathParam("credit") CreditId credit, ExtensionRequest body) {
        new Check()
                .that(
                        body.until() == null || caller.role() == FINANCE,
                        "/until",
                        "must be left out by everybody but finance")
                .done();
        CreditCommand command = new CreditCommand.Extend(
                credit,
                body.until(),
                body.reason() == null ? null : body.reason().value());
        return answer(write, caller, command, body, ExtensionView::of);
    }

    /** Why a credit is blocked, or no longer. */
    public record BlockRequest(@Nullable FreeText reason) {

        private String why() {
            new Check().present("/reason", reason).done();
            return Objects.requireNonNull(reason).value();
        }
    }

    @POST
    @Path("/block")
    @Allow({AGENT, SYSTEM, FINANCE})
    public CompletionStage<Response> block(
            @Auth Caller caller, @Keyed Write write, @PathParam("credit") CreditId credit, BlockRequest body) {
        return answer(write, caller, new CreditCommand.Block(credit, body.why()), body, BlockView::of);
    }

    @POST
    @Path("/unblock")
    @Allow(FINANCE)
    public CompletionStage<Response> unblock(
            @Auth Caller caller, @Keyed Write write, @PathParam("credit") CreditId credit, BlockRequest body) {
        return answer(write, caller, new CreditCommand.Unblock(credit, body.why()), body, BlockView::of);
    }

    /** What was paid elsewhere. */
    public record SettlementRequest(@Nullable ReceiptRequest receipt) {}

    /** A receipt: the reference that stands on it, and what it comes to. */
    public record ReceiptRequest(
            @Nullable Reference reference, @Nullable Amount total) {}

    @POST
    @Path("/settlement")
    @Allow({AGENT, SYSTEM, FINANCE})
    public CompletionStage<Response> settle(
            @Auth Caller caller, @Keyed Write write, @PathParam("credit") CreditId credit, SettlementRequest body) {
        ReceiptRequest receipt = body.receipt();
        Check check = new Check().present("/receipt", receipt);
        if (receipt != null) {
            check.present("/receipt/reference", receipt.reference()).present("/receipt/total", receipt.total());
        }
        check.done();
        ReceiptRequest given = Objects.requireNonNull(receipt);
        CreditCommand command = new CreditCommand.Settle(
                credit,
                new CreditCommand.Receipt(
                        Objects.requireNonNull(given.reference()).value(), Objects.requireNonNull(given.total())));
        return answer(write, caller, command, body, SettlementView::of);
    }

    /** To whom, by the company's number, and a word with it. */
    public record TransferRequest(
            @Nullable CustomerNumber to, @Nullable FreeText note) {}

    @POST
    @Path("/transfer")
    @Allow({AGENT, SYSTEM, FINANCE, CUSTOMER})
    public CompletionStage<Response> transfer(
            @Auth Caller caller, @Keyed Write write, @PathParam("credit") CreditId credit, TransferRequest body) {
        new Check().present("/to", body.to()).done();
        CustomerNumber to = Objects.requireNonNull(body.to());
        String note = body.note() == null ? null : body.note().value();
        CreditCommand command = caller.role() == CUSTOMER
                ? new CreditCommand.Transfer(credit, to, note)
                : new CreditCommand.RequestTransfer(credit, to, note);
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(outcome -> Outcomes.answer(outcome, entry -> {
                    TransferView view = TransferView.asked(entry, credit);
                    return Outcomes.created("/v1/transfers/" + view.id(), view);
                }));
    }

    private CompletionStage<Response> answer(
            Write write, Caller caller, CreditCommand command, Object body, Function<Entry, Object> view) {
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(outcome -> Outcomes.answer(outcome, entry -> Response.ok(view.apply(entry))));
    }
}

package dev.makegood.credit;

import static dev.makegood.ledger.Role.AGENT;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.CUSTOMER;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.SYSTEM;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Posting;
import dev.makegood.platform.http.Keyed;
import dev.makegood.platform.http.Outcomes;
import dev.makegood.platform.http.Write;
import dev.makegood.platform.identity.Allow;
import dev.makegood.platform.identity.Caller;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** A credit handed on to another customer, or waiting for its holder to confirm that. */
@Path("/v1/transfers/{transfer}")
@Produces(MediaType.APPLICATION_JSON)
public final class TransferResource {

    private final Transfers transfers;
    private final Ledger ledger;

    public TransferResource(Transfers transfers, Ledger ledger) {
        this.transfers = transfers;
        this.ledger = ledger;
    }

    /** Nothing has to be said to confirm it. */
    public record ConfirmationRequest() {}

    /** What was handed on now. */
    record ConfirmationView(TransferId transfer, CreditId credit, Amount amount, EntryId entry, Instant recordedAt) {

        static ConfirmationView of(TransferId transfer, Entry entry) {
            Posting moved = entry.effects().postings().get(0);
            return new ConfirmationView(transfer, moved.credit(), moved.amount(), entry.id(), entry.recordedAt());
        }
    }

    @POST
    @Path("/confirmation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(CUSTOMER)
    public CompletionStage<Response> confirm(
            @Auth Caller caller,
            @Keyed Write write,
            @PathParam("transfer") TransferId transfer,
            ConfirmationRequest body) {
        Command command = new Command.ConfirmTransfer(transfer.entry());
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(outcome ->
                        Outcomes.answer(outcome, entry -> Response.ok(ConfirmationView.of(transfer, entry))));
    }

    @GET
    @Allow({AGENT, SYSTEM, FINANCE, AUDITOR, CUSTOMER})
    public TransferView read(@Auth Caller caller, @PathParam("transfer") TransferId transfer) {
        return transfers.transfer(caller, transfer);
    }
}

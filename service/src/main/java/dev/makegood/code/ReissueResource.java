package dev.makegood.code;

import static dev.makegood.ledger.Role.AGENT;
import static dev.makegood.ledger.Role.CUSTOMER;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.SYSTEM;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.makegood.ledger.Code;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Outcome;
import dev.makegood.platform.http.Keyed;
import dev.makegood.platform.http.Outcomes;
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
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** A new code for whoever lost the old one, which is worth nothing from then on. */
@Path("/v1/credits/{credit}/code")
@Produces(MediaType.APPLICATION_JSON)
public final class ReissueResource {

    private final Ledger ledger;

    public ReissueResource(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Nothing has to be said. */
    public record ReissueRequest() {}

    /** The new code, shown to the first answer only. */
    record Reissued(CreditId credit, @JsonUnwrapped ShownCode shown, EntryId entry, Instant recordedAt) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow({CUSTOMER, AGENT, SYSTEM, FINANCE})
    public CompletionStage<Response> reissue(
            @Auth Caller caller, @Keyed Write write, @PathParam("credit") CreditId credit, ReissueRequest body) {
        return ledger.submit(write.submission(caller, new Command.ReissueCode(credit), body))
                .thenApply(outcome -> Outcomes.answer(outcome, entry -> {
                    Code fresh = outcome instanceof Outcome.Accepted done
                            ? done.codes().get(credit)
                            : null;
                    ShownCode shown = ShownCode.again(fresh, entry);
                    return Response.ok(new Reissued(credit, shown, entry.id(), entry.recordedAt()));
                }));
    }
}

package dev.makegood.reminder;

import static dev.makegood.ledger.Role.AGENT;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.PARTNER;
import static dev.makegood.ledger.Role.SYSTEM;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.ReminderId;
import dev.makegood.platform.http.Check;
import dev.makegood.platform.http.Keyed;
import dev.makegood.platform.http.Outcomes;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A reminder, and whether it reached its customer. */
@Path("/v1/reminders/{reminder}")
@Produces(MediaType.APPLICATION_JSON)
public final class ReminderResource {

    private final ReminderSql sql;
    private final Ledger ledger;

    public ReminderResource(Jdbi reads, Ledger ledger) {
        this.sql = reads.onDemand(ReminderSql.class);
        this.ledger = ledger;
    }

    @GET
    @Allow({PARTNER, SYSTEM, AGENT, FINANCE, AUDITOR})
    public ReminderView read(@Auth Caller caller, @PathParam("reminder") ReminderId reminder) {
        return sql.reminder(reminder)
                .filter(row -> caller.mayTouch(row.customer()))
                .map(row -> ReminderView.of(row, sql.credits(reminder)))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "No reminder of yours has this id."));
    }

    /** Whether it reached its customer. */
    public record DeliveryRequest(@Nullable Delivered outcome) {}

    @POST
    @Path("/delivery")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow({PARTNER, SYSTEM})
    public CompletionStage<Response> report(
            @Auth Caller caller, @Keyed Write write, @PathParam("reminder") ReminderId reminder, DeliveryRequest body) {
        new Check().present("/outcome", body.outcome()).done();
        Delivered outcome = Objects.requireNonNull(body.outcome());
        Command command = new Command.ReportDelivery(reminder, outcome == Delivered.DELIVERED);
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(
                        done -> Outcomes.answer(done, entry -> Response.ok(ReportView.of(reminder, outcome, entry))));
    }
}

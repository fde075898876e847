package dev.makegood.empowerment;

import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.FINANCE;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Limits;
import dev.makegood.platform.http.Refusals;
import dev.makegood.platform.http.Unchanging;
import dev.makegood.platform.identity.Allow;
import dev.makegood.platform.identity.Caller;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Was it within the limit at that minute, and under which version? */
@Path("/v1/journal/{entry}/limits")
@Produces(MediaType.APPLICATION_JSON)
public final class LimitCheckResource {

    private final LimitSql sql;

    public LimitCheckResource(Jdbi reads) {
        this.sql = reads.onDemand(LimitSql.class);
    }

    /** How the windows of a giver stood when a remedy was decided; without limits nobody had ever set any. */
    public record View(
            EntryId entry,
            AgentId agent,
            String level,
            Instant recordedAt,
            boolean accepted,
            boolean within,
            @Nullable LimitView limits,
            List<Window> windows) {}

    /** A window before the decision, and what was asked of it. */
    public record Window(
            String window, String period, @Nullable Amount limit, Amount used, Amount requested, boolean within) {

        static Window of(Limits.Window window) {
            return new Window(
                    window.name(),
                    window.period(),
                    LimitView.amount(window.limit()),
                    new Amount(window.used(), Refusals.COMPANY),
                    new Amount(window.value(), Refusals.COMPANY),
                    window.fits());
        }
    }

    @GET
    @Unchanging
    @Allow({FINANCE, AUDITOR})
    public View read(@Auth Caller caller, @PathParam("entry") EntryId id) {
        LimitSql.DecidedRow row = sql.decided(id)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.NOT_FOUND, "No journal entry of this id was decided under limits."));
        Limits decided = Limits.parse(row.windows());
        return new View(
                row.id(),
                row.actor(),
                decided.level(),
                row.decidedAt(),
                row.outcome().equals(Entry.ACCEPTED),
                decided.windows().stream().allMatch(Limits.Window::fits),
                row.limits() == null ? null : LimitView.of(row.limits()),
                decided.windows().stream().map(Window::of).toList());
    }
}

package dev.makegood.empowerment;

import static dev.makegood.ledger.Role.AGENT;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.SYSTEM;

import dev.makegood.credit.RemedyId;
import dev.makegood.incident.IncidentRequest;
import dev.makegood.incident.Incidents;
import dev.makegood.ledger.Code;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Incident;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.IncidentKey;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Outcome;
import dev.makegood.platform.http.Keyed;
import dev.makegood.platform.http.Outcomes;
import dev.makegood.platform.http.Unchanging;
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
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Giving credits for an incident, all or nothing, within the giver's limits. */
@Path("/v1/remedies")
@Produces(MediaType.APPLICATION_JSON)
public final class RemedyResource {

    private final Incidents incidents;
    private final Function<EntryId, Optional<Entry>> journal;
    private final Ledger ledger;
    private final InstantSource clock;

    public RemedyResource(
            Incidents incidents, Function<EntryId, Optional<Entry>> journal, Ledger ledger, InstantSource clock) {
        this.incidents = incidents;
        this.journal = journal;
        this.ledger = ledger;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow({AGENT, SYSTEM})
    public CompletionStage<Response> grant(@Auth Caller caller, @Keyed Write write, RemedyRequest body) {
        Command.IssueRemedy command = body.command(clock.instant());
        IncidentChoice choice = Objects.requireNonNull(body.incident());
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(outcome -> Outcomes.answer(
                        outcome,
                        entry -> {
                            RemedyView view = RemedyView.of(entry, named(outcome, choice, entry), codes(outcome));
                            return Outcomes.created("/v1/remedies/" + view.id(), view);
                        },
                        (code, facts) -> place(code)));
    }

    private static Map<CreditId, Code> codes(Outcome outcome) {
        return outcome instanceof Outcome.Accepted accepted ? accepted.codes() : Map.of();
    }

    /** Only a replay has to read; the thread that ends commands has nothing to wait for otherwise. */
    private Incidents.Named named(Outcome outcome, IncidentChoice choice, Entry entry) {
        Outcome.Found found = outcome instanceof Outcome.Accepted accepted ? accepted.found() : null;
        if (found != null) {
            return Incidents.Named.of(found.incident(), found.customer());
        }
        Incident opened = entry.effects().opened();
        IncidentRequest request = choice.opened();
        return opened == null || request == null ? incident(entry) : Incidents.Named.of(opened, request.named());
    }

    private Incidents.Named incident(Entry entry) {
        IncidentId id = Objects.requireNonNull(entry.about().incident());
        return incidents.named(new IncidentKey(id, null)).orElseThrow(RemedyResource::unknown);
    }

    private static @Nullable String place(ProblemCode code) {
        return switch (code) {
            case INCIDENT_EXISTS -> "/incident/references";
            case UNKNOWN_INCIDENT -> "/incident";
            case LIMIT_EXCEEDED, NO_RATE, VALUE_OUT_OF_RANGE, TOO_MANY_CREDITS -> "/credits";
            default -> null;
        };
    }

    @GET
    @Path("/{remedy}")
    @Unchanging
    @Allow({AGENT, SYSTEM, FINANCE, AUDITOR})
    public RemedyView read(@Auth Caller caller, @PathParam("remedy") RemedyId id) {
        Entry entry = journal.apply(id.entry()).filter(RemedyView::isOf).orElseThrow(RemedyResource::unknown);
        return RemedyView.of(entry, incident(entry), Map.of());
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "No remedy has this id.");
    }
}

package dev.makegood.platform.http;

import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Outcome;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** The HTTP side of what became of a submission: the same for a fresh outcome and for a replayed one. */
public final class Outcomes {

    private static final String REPLAYED = "Idempotent-Replayed";
    private static final long SOON = 1;

    private Outcomes() {}

    /** Answers with what the accepted entry is rendered to. */
    public static Response answer(Outcome outcome, Function<Entry, Response.ResponseBuilder> accepted) {
        return answer(outcome, accepted, Refusals.Places.NONE);
    }

    /**
     * Answers with what the accepted entry is rendered to.
     *
     * @param places where in the request's body a refusal points to
     * @throws ProblemException when the outcome is anything else
     */
    public static Response answer(
            Outcome outcome, Function<Entry, Response.ResponseBuilder> accepted, Refusals.Places places) {
        if (outcome instanceof Outcome.Accepted done) {
            Response.ResponseBuilder answer = accepted.apply(done.entry()).type(MediaType.APPLICATION_JSON_TYPE);
            return (done.replayed() ? answer.header(REPLAYED, "true") : answer).build();
        }
        throw no(outcome, places);
    }

    /** The answer to what was created, with the address where it is read. */
    public static Response.ResponseBuilder created(String address, Object body) {
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, address)
                .entity(body);
    }

    private static ProblemException no(Outcome outcome, Refusals.Places places) {
        if (outcome instanceof Outcome.Refused refused) {
            ProblemException no = Refusals.of(refused.entry(), places);
            return refused.replayed() ? no.header(REPLAYED, "true") : no;
        }
        if (outcome instanceof Outcome.NotFound) {
            return ProblemException.of(ProblemCode.NOT_FOUND);
        }
        if (outcome instanceof Outcome.KeyReused) {
            return ProblemException.of(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED,
                    "This key belongs to another request; a new one needs a new key.");
        }
        if (outcome instanceof Outcome.KeyBusy) {
            return ProblemException.of(
                            ProblemCode.IDEMPOTENCY_KEY_BUSY, "The first request with this key has not ended yet.")
                    .retryAfter(SOON);
        }
        if (outcome instanceof Outcome.QueueFull) {
            return ProblemException.of(ProblemCode.QUEUE_FULL, "Nothing was done; send the request again.")
                    .retryAfter(SOON);
        }
        if (outcome instanceof Outcome.Unknown) {
            return ProblemException.of(ProblemCode.OUTCOME_UNKNOWN, "Send the same request with the same key again.")
                    .retryAfter(SOON);
        }
        throw new IllegalStateException(
                "no request asks for " + outcome.getClass().getSimpleName());
    }
}

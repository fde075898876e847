package dev.makegood.problem;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.tomcat.jdbc.pool.PoolExhaustedException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.glassfish.jersey.server.ParamException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The one mapper from what a resource throws to a problem document. What nobody foresaw is logged with its
 * trace and told to the client as {@code internal_error} and nothing more.
 */
public final class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    /**
     * What PostgreSQL says when it is not there, has no room, or gave up waiting: classes 08, 40, 53 and 57 of
     * its error codes, a lock that was not to be had, and a transaction that idled too long.
     */
    private static final List<String> PASSING = List.of("08", "40", "53", "57", "55P03", "25P03");

    private final ProblemWriter writer;
    private final TraceIds traces;

    @Inject
    private Provider<ContainerRequestContext> current;

    /** Jersey sets the provider of the current request when it registers the mapper. */
    @SuppressWarnings("NullAway.Init")
    public ProblemMapper(ProblemWriter writer, TraceIds traces) {
        this.writer = writer;
        this.traces = traces;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        ContainerRequestContext request = current.get();
        TraceId trace = request.getProperty(TraceId.ATTRIBUTE) instanceof TraceId known ? known : traces.next();
        ProblemException no = explain(unwrap(thrown), trace);
        String path = "/" + request.getUriInfo().getPath(false);
        byte[] body = writer.write(no.toProblem(path, trace.value()));
        Response.ResponseBuilder answer =
                Response.status(no.code().status()).type(Problem.MEDIA_TYPE).entity(body);
        no.headers().forEach(answer::header);
        return answer.build();
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException
                        || cause instanceof ExecutionException
                        || cause instanceof ProcessingException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private ProblemException explain(Throwable thrown, TraceId trace) {
        if (thrown instanceof ProblemException no) {
            return no;
        }
        if (thrown instanceof ParamException wrong) {
            return wrongParameter(wrong);
        }
        if (thrown instanceof NotAllowedException notAllowed) {
            return ProblemException.of(ProblemCode.METHOD_NOT_ALLOWED)
                    .header(HttpHeaders.ALLOW, notAllowed.getResponse().getHeaderString(HttpHeaders.ALLOW));
        }
        if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
            return ProblemException.of(ProblemCode.ofStatus(web.getResponse().getStatus()));
        }
        if (thrown instanceof HttpException unread && unread.getCode() < 500) {
            // The server gave the body up: it came too slowly, or not as it was announced.
            return unread.getCode() == HttpStatus.REQUEST_TIMEOUT_408
                    ? ProblemException.of(ProblemCode.NOT_READY, "The body came too slowly. Send the request again.")
                            .retryAfter(1)
                    : ProblemException.of(ProblemCode.ofStatus(unread.getCode()));
        }
        Throwable away = databaseIsAway(thrown);
        if (away != null) {
            LOG.warn("The database did not answer for a request with trace {}: {}", trace.value(), away.toString());
            return ProblemException.of(
                            ProblemCode.NOT_READY, "The database cannot take the request now. Retry with the same key.")
                    .retryAfter(1);
        }
        return fault(thrown, trace);
    }

    /** The cause of which nothing was read or written, and which will pass; else null. */
    private static @Nullable Throwable databaseIsAway(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String state = cause instanceof SQLException error ? error.getSQLState() : null;
            boolean passing = state != null && PASSING.stream().anyMatch(state::startsWith);
            if (passing || cause instanceof PoolExhaustedException) {
                return cause;
            }
        }
        return null;
    }

    private static ProblemException wrongParameter(ParamException wrong) {
        if (wrong instanceof ParamException.PathParamException) {
            return ProblemException.of(ProblemCode.NOT_FOUND);
        }
        String place = wrong instanceof ParamException.HeaderParamException ? "header " : "?";
        return ProblemException.of(ProblemCode.INVALID_VALUE, "A parameter is not acceptable.")
                .at(place + wrong.getParameterName(), accepted(wrong));
    }

    /** What the parameter's own form says that it accepts. */
    private static String accepted(ParamException wrong) {
        for (Throwable cause = wrong.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException no && !no.errors().isEmpty()) {
                return no.errors().get(0).detail();
            }
        }
        return "is not of the documented form";
    }

    private static ProblemException fault(Throwable thrown, TraceId trace) {
        MDC.put(TraceId.ATTRIBUTE, trace.value());
        LOG.error("A request failed for a reason that nobody foresaw", thrown);
        MDC.remove(TraceId.ATTRIBUTE);
        return ProblemException.of(
                ProblemCode.INTERNAL_ERROR, "The request failed; its trace id tells us why. Retry with the same key.");
    }
}

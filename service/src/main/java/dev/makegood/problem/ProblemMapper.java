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
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.glassfish.jersey.server.ParamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The one mapper from what a resource throws to a problem document. What nobody foresaw is logged with its
 * trace and told to the client as {@code internal_error} and nothing more.
 */
public final class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

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
        return fault(thrown, trace);
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

package dev.makegood.problem;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers what never reaches a resource, a bad address, a header or line that is too long, a malformed
 * message, a server that is stopping, with a problem document in place of Jetty's pages.
 */
public final class ProblemErrorHandler extends ErrorHandler {

    private final ProblemWriter writer;
    private final TraceIds traces;

    public ProblemErrorHandler(ProblemWriter writer, TraceIds traces) {
        this.writer = writer;
        this.traces = traces;
        setShowStacks(false);
        setShowCauses(false);
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        ProblemCode code = ProblemCode.ofStatus(status);
        TraceId trace = trace(request);
        ProblemException no = ProblemException.of(code);
        response.setStatus(code.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put(new HttpField("traceparent", trace.parent()));
        if (code == ProblemCode.METHOD_NOT_ALLOWED && !response.getHeaders().contains(HttpHeader.ALLOW)) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD, POST, PUT");
        }
        if (code == ProblemCode.NOT_READY) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
        }
        byte[] body = writer.write(no.toProblem(path(request), trace.value()));
        if (request.getMethod() != null && request.getMethod().equals("HEAD")) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
            response.write(true, null, callback);
        } else {
            response.write(true, ByteBuffer.wrap(body), callback);
        }
    }

    private TraceId trace(Request request) {
        return request.getAttribute(TraceId.ATTRIBUTE) instanceof TraceId known
                ? known
                : traces.of(request.getHeaders().get("traceparent"));
    }

    /** The path only when Jetty could read it; a bad address is not repeated. */
    private static @Nullable String path(Request request) {
        return request.getHttpURI() == null || request.getHttpURI().getCanonicalPath() == null
                ? null
                : request.getHttpURI().getPath();
    }
}

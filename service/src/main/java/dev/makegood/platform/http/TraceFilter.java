package dev.makegood.platform.http;

import dev.makegood.problem.TraceId;
import dev.makegood.problem.TraceIds;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;

/** Gives every request its trace: in its attributes, in its answer, and in what is logged on its thread. */
final class TraceFilter implements Filter {

    private final TraceIds traces;

    TraceFilter(TraceIds traces) {
        this.traces = traces;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        TraceId trace = traces.of(((HttpServletRequest) request).getHeader("traceparent"));
        request.setAttribute(TraceId.ATTRIBUTE, trace);
        ((HttpServletResponse) response).setHeader("traceparent", trace.parent());
        MDC.put(TraceId.ATTRIBUTE, trace.value());
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(TraceId.ATTRIBUTE);
        }
    }
}

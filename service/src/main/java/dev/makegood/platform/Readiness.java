package dev.makegood.platform;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Whether to send requests here, at {@code /readiness} of the admin port: 200 while every check passes, 503 otherwise
 * and from the moment that the service is asked to stop.
 */
final class Readiness extends HttpServlet {
    static final String PATH = "/readiness";

    private final transient HealthCheckRegistry checks;
    private final transient ObjectMapper json = new ObjectMapper();
    private volatile boolean draining;

    Readiness(HealthCheckRegistry checks) {
        this.checks = checks;
    }

    /** From now on the answer is no. */
    void drain() {
        draining = true;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        boolean ready = !draining;
        Map<String, Object> results = new LinkedHashMap<>();
        if (draining) {
            body.put("draining", true);
        } else {
            SortedMap<String, HealthCheck.Result> outcomes = checks.runHealthChecks();
            for (Map.Entry<String, HealthCheck.Result> outcome : outcomes.entrySet()) {
                ready &= outcome.getValue().isHealthy();
                String message = outcome.getValue().getMessage();
                results.put(outcome.getKey(), message == null ? "ok" : message);
            }
        }
        body.put("ready", ready);
        body.put("checks", results);
        response.setStatus(ready ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        json.writeValue(response.getOutputStream(), body);
    }
}

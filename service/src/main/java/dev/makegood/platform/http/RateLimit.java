package dev.makegood.platform.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.platform.identity.Caller;
import dev.makegood.platform.identity.Throttle;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How often a principal may call: a bucket of requests that fills evenly over a minute, kept in memory and
 * per instance. Every answer to a known caller says what is left, as of
 * draft-ietf-httpapi-ratelimit-headers.
 */
final class RateLimit implements Throttle, ContainerResponseFilter {

    /** How many principals' buckets are kept; one that fell out starts full again. */
    static final int MAX_PRINCIPALS = 20_000;

    private static final String PROPERTY = RateLimit.class.getName();
    private static final int WINDOW_SECONDS = 60;

    private final long perMinute;
    private final String policy;
    private final Cache<PrincipalId, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_PRINCIPALS)
            .expireAfterAccess(Duration.ofSeconds(2 * WINDOW_SECONDS))
            .build();

    RateLimit(long perMinute) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("expected at least one request a minute");
        }
        this.perMinute = perMinute;
        this.policy = "\"principal\";q=" + perMinute + ";w=" + WINDOW_SECONDS;
    }

    @Override
    public void admit(Caller caller, ContainerRequestContext request) {
        Bucket bucket = buckets.get(caller.id(), this::full);
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        String left = "\"principal\";r=" + probe.getRemainingTokens() + ";t=" + seconds(probe.getNanosToWaitForReset());
        request.setProperty(PROPERTY, left);
        if (!probe.isConsumed()) {
            throw new ProblemException(
                            ProblemCode.RATE_LIMITED, "At most " + perMinute + " requests a minute are served.")
                    .retryAfter(Math.max(1, seconds(probe.getNanosToWaitForRefill())));
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(PROPERTY) instanceof String left) {
            response.getHeaders().putSingle("RateLimit-Policy", policy);
            response.getHeaders().putSingle("RateLimit", left);
        }
    }

    private Bucket full(PrincipalId principal) {
        return Bucket.builder()
                .addLimit(
                        limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofSeconds(WINDOW_SECONDS)))
                .build();
    }

    private static long seconds(long nanos) {
        return (nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
    }
}

package dev.makegood.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.platform.identity.AccessFeature;
import dev.makegood.platform.identity.Caller;
import dev.makegood.platform.identity.Callers;
import dev.makegood.problem.ProblemErrorHandler;
import dev.makegood.problem.ProblemMapper;
import dev.makegood.problem.ProblemWriter;
import dev.makegood.problem.TraceIds;
import io.dropwizard.auth.AuthValueFactoryProvider;
import io.dropwizard.core.setup.Environment;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.random.RandomGenerator;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;

/** Puts the shared parts of the HTTP interface into a Dropwizard application, all in one call. */
public final class HttpSetup {

    private HttpSetup() {}

    /**
     * Registers everything but the resources.
     *
     * <p>The server's configuration must say {@code registerDefaultExceptionMappers: false}, or Dropwizard's
     * own error bodies come back.
     *
     * @return what resources page with
     */
    public static Pages register(
            Environment environment, HttpSettings settings, Callers callers, RandomGenerator random) {
        ObjectMapper json = StrictJson.mapper();
        ProblemWriter problems = new ProblemWriter(json);
        TraceIds traces = new TraceIds(random);
        RateLimit rateLimit = new RateLimit(settings.requestsPerMinute());
        Writes writes = new Writes(settings.requestKeys(), json);

        var jersey = environment.jersey();
        // Requests are checked by their records and by Check; reflection on every call buys nothing more.
        jersey.property(ServerProperties.BV_FEATURE_DISABLE, true);
        // A response with an entity must reach the client as it is, not as one of Jetty's error pages.
        jersey.property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
        jersey.register(new JsonBodies(json));
        jersey.register(new TextParams());
        jersey.register(new ProblemMapper(problems, traces));
        jersey.register(new AccessFeature(callers, rateLimit));
        jersey.register(rateLimit);
        jersey.register(new Route());
        jersey.register(new KnownFilters());
        jersey.register(new UnchangingFilter());
        jersey.register(new AuthValueFactoryProvider.Binder<>(Caller.class));
        jersey.register(new AbstractBinder() {
            @Override
            protected void configure() {
                bind(writes).to(ValueParamProvider.class);
            }
        });

        environment
                .servlets()
                .addFilter("trace", new TraceFilter(traces))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        answerErrors(environment, new ProblemErrorHandler(problems, traces));
        return new Pages(settings.derived("cursors"));
    }

    /** Both for what fails inside of the application's context and for what never gets there. */
    private static void answerErrors(Environment environment, ProblemErrorHandler errors) {
        environment.getApplicationContext().setErrorHandler(errors);
        environment.lifecycle().addServerLifecycleListener(server -> server.setErrorHandler(errors));
    }
}

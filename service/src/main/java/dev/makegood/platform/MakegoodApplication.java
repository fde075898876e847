package dev.makegood.platform;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/** The service as Dropwizard runs it; what it is made of stands in {@link Wiring}. */
final class MakegoodApplication extends Application<MakegoodConfiguration> {
    /** What happens between the wiring and the first request, such as a demo that plays the past. */
    @FunctionalInterface
    interface BeforeServing {
        BeforeServing NOTHING = wiring -> {};

        void run(Wiring wiring) throws Exception;
    }

    private final InstantSource clock;
    private final SecureRandom random;
    private final BeforeServing beforeServing;
    private final UnaryOperator<@Nullable String> variables;
    private @Nullable Server server;

    MakegoodApplication(InstantSource clock, SecureRandom random, BeforeServing beforeServing) {
        this(clock, random, beforeServing, System::getenv);
    }

    MakegoodApplication(
            InstantSource clock,
            SecureRandom random,
            BeforeServing beforeServing,
            UnaryOperator<@Nullable String> variables) {
        this.clock = clock;
        this.random = random;
        this.beforeServing = beforeServing;
        this.variables = variables;
    }

    @Override
    public String getName() {
        return "makegood";
    }

    @Override
    public void initialize(Bootstrap<MakegoodConfiguration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new LayeredConfiguration(variables));
    }

    @Override
    public void run(MakegoodConfiguration configuration, Environment environment) throws Exception {
        environment.lifecycle().addServerLifecycleListener(started -> server = started);
        Wiring wiring = Wiring.open(configuration, environment.metrics(), clock, random);
        try {
            environment.lifecycle().manage(wiring);
            new HttpWiring(wiring, environment).register();
            beforeServing.run(wiring);
        } catch (Exception e) {
            wiring.close();
            throw e;
        }
    }

    /** The running server, once it runs. */
    Server server() {
        if (server == null) {
            throw new IllegalStateException("The server has not started.");
        }
        return server;
    }
}

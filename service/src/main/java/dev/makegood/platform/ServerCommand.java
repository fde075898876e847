package dev.makegood.platform;

import io.dropwizard.core.setup.Bootstrap;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Serves until it is asked to stop. */
@Command(name = "server", description = "Serves HTTP until stopped by SIGTERM or Ctrl-C.")
final class ServerCommand implements Callable<Integer> {
    private final InstantSource clock;
    private final SecureRandom random;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "What differs from the default configuration.")
    private @Nullable Path file;

    ServerCommand(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws Exception {
        MakegoodApplication application =
                new MakegoodApplication(clock, random, MakegoodApplication.BeforeServing.NOTHING);
        start(application, file);
        application.server().join();
        return 0;
    }

    /** Dropwizard's own command line would print stack traces and end the JVM by itself. */
    static void start(MakegoodApplication application, @Nullable Path file) throws Exception {
        Bootstrap<MakegoodConfiguration> bootstrap = new Bootstrap<>(application);
        application.initialize(bootstrap);
        bootstrap.registerMetrics();
        new io.dropwizard.core.cli.ServerCommand<>(application)
                .run(bootstrap, new Namespace(Map.of("file", ConfigurationFile.path(file))));
    }
}

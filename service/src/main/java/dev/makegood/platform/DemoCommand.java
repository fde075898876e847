package dev.makegood.platform;

import com.codahale.metrics.MetricRegistry;
import dev.makegood.demo.Demo;
import dev.makegood.demo.DemoClock;
import dev.makegood.demo.Summary;
import dev.makegood.demo.WhatNext;
import dev.makegood.ledger.Role;
import dev.makegood.platform.identity.DevelopmentIssuer;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Plays the demo on an embedded database of its own, then serves; or ends, when once is enough. */
@Command(
        name = "demo",
        description = "Plays half a year of real flight delays, then serves with things to try.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final String CONFIGURATION = "makegood.yml";
    private static final String DIRECTORY_VARIABLE = "MAKEGOOD_DATABASE_DIRECTORY";
    private static final String DIRECTORY = "database";

    private final InstantSource real;
    private final SecureRandom random;
    private final PrintStream out = System.out;

    @Option(names = "--once", description = "End after the summary; the exit code says whether all was well.")
    private boolean once;

    @Option(names = "--bar", description = "Draw the progress as a bar, for a terminal.")
    private boolean bar;

    @Option(names = "--files", paramLabel = "FOLDER", description = "What to play. Default: ${DEFAULT-VALUE}.")
    private Path files = Path.of("ops", "demo.d");

    @Option(names = "--data", paramLabel = "FOLDER", description = "Where to keep it. Default: data in the former.")
    private @Nullable Path data;

    DemoCommand(InstantSource real, SecureRandom random) {
        this.real = real;
        this.random = random;
    }

    @Override
    public Integer call() throws Exception {
        Path folder = data == null ? files.resolve("data") : data;
        Files.createDirectories(folder);
        Demo demo = Demo.read(files, folder, real, random::nextLong);
        DemoClock clock = demo.clock(real);
        String directory = folder.resolve(DIRECTORY).toString();
        UnaryOperator<@Nullable String> variables =
                name -> DIRECTORY_VARIABLE.equals(name) ? directory : System.getenv(name);
        return once ? playOnce(demo, clock, variables) : playAndServe(demo, clock, variables);
    }

    private int playOnce(Demo demo, DemoClock clock, UnaryOperator<@Nullable String> variables) throws Exception {
        ConfigurationFile.logQuietly();
        MakegoodConfiguration configuration = ConfigurationFile.read(files.resolve(CONFIGURATION), variables);
        try (Wiring wiring = Wiring.open(configuration, new MetricRegistry(), clock, random)) {
            return play(demo, clock, wiring).good() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private int playAndServe(Demo demo, DemoClock clock, UnaryOperator<@Nullable String> variables) throws Exception {
        Played played = new Played(demo, clock);
        MakegoodApplication application = new MakegoodApplication(clock, random, played, variables);
        ServerCommand.start(application, files.resolve(CONFIGURATION));
        Server server = application.server();
        played.sayWhatNext(address(server, "application"), address(server, "admin"));
        server.join();
        return ExitCode.OK;
    }

    private Summary play(Demo demo, DemoClock clock, Wiring wiring) {
        Summary summary = demo.play(new DemoDoor(wiring), clock, out, bar);
        summary.print(out);
        return summary;
    }

    private static URI address(Server server, String connector) {
        return Arrays.stream(server.getConnectors())
                .filter(one -> connector.equals(one.getName()) && one instanceof NetworkConnector)
                .map(NetworkConnector.class::cast)
                .map(one -> URI.create("http://" + one.getHost() + ":" + one.getLocalPort()))
                .findFirst()
                .orElseThrow();
    }

    /** Plays before the first request is let in, and speaks again when they are. */
    private final class Played implements MakegoodApplication.BeforeServing {
        private final Demo demo;
        private final DemoClock clock;
        private @Nullable Summary summary;
        private @Nullable DevelopmentIssuer issuer;

        Played(Demo demo, DemoClock clock) {
            this.demo = demo;
            this.clock = clock;
        }

        @Override
        public void run(Wiring wiring) {
            summary = play(demo, clock, wiring);
            issuer = Identity.developmentIssuer(wiring.configuration(), clock);
        }

        void sayWhatNext(URI server, URI admin) {
            DevelopmentIssuer tokens = issuer;
            if (summary == null || tokens == null) {
                throw new IllegalStateException("The demo has not been played.");
            }
            WhatNext next =
                    new WhatNext(server, admin, (role, subject) -> tokens.token(role, subject, reach(role, subject)));
            next.print(out, summary.someone().orElseThrow(), demo.end());
        }

        private static List<String> reach(Role role, String subject) {
            return switch (role) {
                case PARTNER -> List.of("*");
                case CUSTOMER -> List.of(subject);
                default -> List.of();
            };
        }
    }
}

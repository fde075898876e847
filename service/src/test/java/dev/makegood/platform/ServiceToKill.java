package dev.makegood.platform;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.server.NetworkConnector;

/**
 * A process of its own for tests that kill it: the whole service with one agent who may give without limit, set up by
 * the same commands under the same keys at each start. Its two ports stand in a file once it answers.
 */
final class ServiceToKill {
    static final String AGENT = "ada";

    private static final Principal ADMIN =
            new Principal(new PrincipalId(new UUID(7, 7)), Role.ADMIN, new Principal.Scope.Everyone());

    private ServiceToKill() {}

    /** Takes the configuration's file and the file to write the ports to. */
    public static void main(String[] arguments) throws Exception {
        MakegoodApplication application =
                new MakegoodApplication(InstantSource.system(), new SecureRandom(), wiring -> setUp(wiring.ledger()));
        ServerCommand.start(application, Path.of(arguments[0]));
        Path portFile = Path.of(arguments[1]);
        Path unfinished = portFile.resolveSibling("ports.new");
        List<String> ports = Arrays.stream(application.server().getConnectors())
                .map(connector -> Integer.toString(((NetworkConnector) connector).getLocalPort()))
                .toList();
        Files.write(unfinished, ports);
        Files.move(unfinished, portFile, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void setUp(Ledger ledger) throws Exception {
        List<Command> settings = List.of(
                new SettingsCommand.SetCostCentre("EAST", ZoneOffset.UTC),
                new SettingsCommand.SetLevel("FREE", List.of(), null),
                new SettingsCommand.SetLimits(
                        new SettingsCommand.LimitsFor.OfLevel("FREE"),
                        new SettingsCommand.LimitAmounts(Unit.USD, null, null, null),
                        Instant.EPOCH,
                        null),
                new SettingsCommand.AddRate(
                        "MV-1",
                        Kind.MILES,
                        Unit.MILES,
                        new SettingsCommand.Worth(
                                Unit.USD, new BigDecimal("1.30"), new BigDecimal("1.10"), new BigDecimal("0.70")),
                        Instant.EPOCH),
                new SettingsCommand.RegisterAgent(
                        Role.AGENT, AGENT, SettingsCommand.Registration.of("FREE", "EAST", Instant.EPOCH)));
        for (int i = 0; i < settings.size(); i++) {
            Submission.Key key = new Submission.Key(new UUID(7, i), new UUID(7, i));
            Outcome outcome = ledger.submit(new Submission(ADMIN, settings.get(i), key))
                    .toCompletableFuture()
                    .get();
            if (!(outcome instanceof Outcome.Accepted)) {
                throw new IllegalStateException(settings.get(i) + ": " + outcome);
            }
        }
    }
}

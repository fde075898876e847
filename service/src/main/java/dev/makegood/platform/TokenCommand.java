package dev.makegood.platform;

import dev.makegood.ledger.Role;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the development issuer, whose key lies beside the embedded database, without a running server. */
@Command(name = "token", description = "Prints an access token of the development issuer, for trying out.")
final class TokenCommand implements Callable<Integer> {
    private final InstantSource clock;

    @Mixin
    private ConfigurationFile configuration = new ConfigurationFile();

    @Parameters(index = "0", paramLabel = "ROLE", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Role role = Role.AGENT;

    @Parameters(index = "1", paramLabel = "SUBJECT", description = "Who it is, as the registry of agents names them.")
    private String subject = "";

    @Option(
            names = "--customer",
            paramLabel = "NUMBER",
            description = "A customer in reach of a partner, or the customer's own number; repeatable, * for all.")
    private List<String> customers = List.of();

    TokenCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        System.out.println(
                Identity.developmentIssuer(configuration.load(), clock).token(role, subject, customers));
        return 0;
    }
}

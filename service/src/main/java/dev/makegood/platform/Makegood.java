package dev.makegood.platform;

import dev.makegood.platform.database.DatabaseException;
import io.dropwizard.configuration.ConfigurationException;
import java.io.FileNotFoundException;
import java.security.SecureRandom;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the one jar. */
@Command(
        name = "makegood",
        description = "A loyalty and goodwill-credit ledger.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Makegood.Version.class)
public final class Makegood {
    private Makegood() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command to its end and answers with the exit code: 0 done, 1 failed, 2 misunderstood. */
    static int run(String... arguments) {
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        return new CommandLine(new Makegood())
                .addSubcommand(new ServerCommand(clock, random))
                .addSubcommand(new MigrateCommand(random))
                .addSubcommand(new CheckCommand(random))
                .addSubcommand(new BackupCommand(random))
                .addSubcommand(new RestoreCommand(random))
                .addSubcommand(new RotateCodeKeyCommand(random))
                .addSubcommand(new TokenCommand(clock))
                .addSubcommand(new DemoCommand(clock, random))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Makegood::explain)
                .execute(arguments);
    }

    /** What an operator can mend is said in a sentence; only a fault of ours shows where it happened. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (failure instanceof DatabaseException
                || failure instanceof Misconfigured
                || failure instanceof ConfigurationException
                || failure instanceof FileNotFoundException) {
            command.getErr().println(failure.getMessage());
        } else {
            failure.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The version that the jar's manifest tells. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Makegood.class.getPackage().getImplementationVersion();
            return new String[] {"makegood " + (version == null ? "from sources" : version)};
        }
    }
}

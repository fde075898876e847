package dev.makegood.platform;

import dev.makegood.finance.Check;
import dev.makegood.platform.database.Database;
import dev.makegood.platform.database.DatabaseConfiguration;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Proves the ledger, or says what differs. */
@Command(
        name = "check",
        description = "Derives every balance, head and window again and compares. Exit code 1 when anything differs.")
final class CheckCommand implements Callable<Integer> {
    private final SecureRandom random;

    @Mixin
    private ConfigurationFile configuration = new ConfigurationFile();

    CheckCommand(SecureRandom random) {
        this.random = random;
    }

    @Override
    public Integer call() throws Exception {
        return check(configuration.load().getDatabase(), random);
    }

    /** Prints the report; the exit code says whether it is clean. */
    static int check(DatabaseConfiguration configuration, SecureRandom random) throws SQLException {
        try (Database database = Database.attach(configuration, random);
                Connection reader = database.connectAsReader()) {
            Check.Report report = Check.run(reader);
            System.out.println(report);
            return report.clean() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}

package dev.makegood.platform;

import com.codahale.metrics.MetricRegistry;
import dev.makegood.ledger.writer.CodeRotation;
import dev.makegood.platform.database.Database;
import io.dropwizard.db.ManagedDataSource;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Puts the current code key around every code that is kept under older keys alone. */
@Command(
        name = "rotate-code-key",
        description = {
            "Keeps every code under the current code key, while the service runs; after any end it may be run again.",
            "Every instance must have been started with the key before, or it no longer finds the codes."
        })
final class RotateCodeKeyCommand implements Callable<Integer> {
    private final SecureRandom random;

    @Mixin
    private ConfigurationFile file = new ConfigurationFile();

    RotateCodeKeyCommand(SecureRandom random) {
        this.random = random;
    }

    @Override
    public Integer call() throws Exception {
        MakegoodConfiguration configuration = file.load();
        try (Database database = Database.attach(configuration.getDatabase(), random)) {
            ManagedDataSource pool = database.writePool(1, new MetricRegistry());
            try (Connection app = pool.getConnection()) {
                var keys = Secret.of(configuration, random).codeKeys(configuration.getCodes());
                long renewed = new CodeRotation(app, keys).run(sofar -> {});
                System.out.println("rotate-code-key: " + renewed + " codes got the key " + keys.currentId()
                        + ", and none is left without it");
            } finally {
                pool.stop();
            }
        }
        return ExitCode.OK;
    }
}

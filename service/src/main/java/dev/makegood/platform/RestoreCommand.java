package dev.makegood.platform;

import dev.makegood.platform.database.Backup;
import dev.makegood.platform.database.DatabaseConfiguration;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Brings back what {@code backup} saved. */
@Command(name = "restore", description = "Restores a backup into a directory without a database, and checks it.")
final class RestoreCommand implements Callable<Integer> {
    private final SecureRandom random;

    @Mixin
    private ConfigurationFile configuration = new ConfigurationFile();

    @Parameters(paramLabel = "FILE", description = "What backup saved.")
    private Path file = Path.of("");

    RestoreCommand(SecureRandom random) {
        this.random = random;
    }

    @Override
    public Integer call() throws Exception {
        DatabaseConfiguration database = configuration.load().getDatabase();
        Backup.of(database, random).restore(file);
        System.out.println("Restored from " + file + ".");
        return CheckCommand.check(database, random);
    }
}

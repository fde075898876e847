package dev.makegood.platform;

import dev.makegood.platform.database.Backup;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Saves the embedded database. */
@Command(
        name = "backup",
        description = "Saves the embedded database, running or not, as of the end of the backup. "
                + "Who reads the file reads the database.")
final class BackupCommand implements Callable<Integer> {
    private final SecureRandom random;

    @Mixin
    private ConfigurationFile configuration = new ConfigurationFile();

    @Parameters(paramLabel = "FILE", description = "Where to; it must not exist.")
    private Path file = Path.of("");

    BackupCommand(SecureRandom random) {
        this.random = random;
    }

    @Override
    public Integer call() throws Exception {
        Backup.of(configuration.load().getDatabase(), random).save(file);
        System.out.println("Saved to " + file + ".");
        return 0;
    }
}

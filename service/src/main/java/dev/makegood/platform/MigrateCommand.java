package dev.makegood.platform;

import dev.makegood.platform.database.Database;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings the database to this version's schema. */
@Command(name = "migrate", description = "Applies the missing migrations, as the owner of the schema.")
final class MigrateCommand implements Callable<Integer> {
    private final SecureRandom random;

    @Mixin
    private ConfigurationFile configuration = new ConfigurationFile();

    MigrateCommand(SecureRandom random) {
        this.random = random;
    }

    @Override
    public Integer call() throws Exception {
        try (Database database = Database.open(configuration.load().getDatabase(), random)) {
            database.migrate();
        }
        System.out.println("The database is up to date.");
        return 0;
    }
}

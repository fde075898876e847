package dev.makegood.platform;

import dev.makegood.platform.database.DatabaseConfiguration;
import io.dropwizard.core.Configuration;
import io.dropwizard.util.Duration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** Everything that an operator can set; {@code makegood.yml} in the jar holds the defaults. */
public final class MakegoodConfiguration extends Configuration {
    /**
     * The bounds of the write path.
     *
     * @param lanes the writers side by side, each with a connection of its own
     * @param queue the commands that may wait in front of them
     */
    public record LedgerConfiguration(
            @Min(1) @Max(64) int lanes,
            @Min(1) @Max(1_000_000) int queue) {}

    @Valid
    @NotNull
    private DatabaseConfiguration database = DatabaseConfiguration.defaults();

    @Valid
    @NotNull
    private LedgerConfiguration ledger = new LedgerConfiguration(2, 4096);

    @NotNull
    private Duration shutdownDelay = Duration.seconds(0);

    public DatabaseConfiguration getDatabase() {
        return database;
    }

    public void setDatabase(DatabaseConfiguration database) {
        this.database = database;
    }

    public LedgerConfiguration getLedger() {
        return ledger;
    }

    public void setLedger(LedgerConfiguration ledger) {
        this.ledger = ledger;
    }

    public Duration getShutdownDelay() {
        return shutdownDelay;
    }

    public void setShutdownDelay(Duration shutdownDelay) {
        this.shutdownDelay = shutdownDelay;
    }
}

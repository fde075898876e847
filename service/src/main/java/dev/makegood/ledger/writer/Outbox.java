package dev.makegood.ledger.writer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the outbox's partitions: a week of days ahead, thirty days kept. A day that was missed costs
 * nothing but the default partition; whoever of several instances comes first does it.
 */
final class Outbox {

    private static final int DAYS_AHEAD = 7;
    private static final int DAYS_KEPT = 30;
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final DataSource database;
    private final ScheduledExecutorService hourly =
            Executors.newSingleThreadScheduledExecutor(GroupCommit.daemon("outbox-days"));

    Outbox(DataSource database) {
        this.database = database;
        // Before anything is written: a day with rows in the default partition cannot get its own any more.
        roll();
        // Nobody waits for it: what fails in it tells so itself.
        var unused = hourly.scheduleWithFixedDelay(this::roll, 1, 1, TimeUnit.HOURS);
    }

    private void roll() {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("select roll_outbox(?, ?)")) {
            connection.setAutoCommit(true);
            statement.setInt(1, DAYS_AHEAD);
            statement.setInt(2, DAYS_KEPT);
            statement.execute();
        } catch (SQLException e) {
            LOG.warn("the outbox's partitions were not rolled; they will be in an hour", e);
        }
    }

    void stop() throws InterruptedException {
        hourly.shutdown();
        if (!hourly.awaitTermination(5, TimeUnit.SECONDS)) {
            LOG.warn("the outbox's partitions are still being rolled");
        }
    }
}

package dev.makegood.credit;

import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Says of an instant whether it has come, and whether what is recorded up to it may still change. */
public final class Moments {

    /** An instant is final when it is older by this than the oldest transaction that still writes. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private static final String OLDEST_WRITER = """
            select coalesce(max(extract(epoch from clock_timestamp() - xact_start)) * 1000000, 0)::bigint
            from pg_stat_activity
            where backend_xid is not null and datname = current_database()
            """;

    private final DataSource reads;
    private final InstantSource clock;

    public Moments(DataSource reads, InstantSource clock) {
        this.reads = reads;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** @throws ProblemException {@code invalid_value} for an instant that has not come */
    Moment of(@Nullable Instant asOf) {
        if (asOf == null) {
            return Moment.now(now());
        }
        if (asOf.isAfter(clock.instant())) {
            throw ProblemException.of(ProblemCode.INVALID_VALUE, "The ledger does not know the future.")
                    .at("?asOf", "must not be in the future");
        }
        return Moment.asked(asOf, provisional(asOf));
    }

    /** The writers are looked at before the rows are read: one that ends in between is seen, or its rows are. */
    public boolean provisional(Instant at) {
        Duration writing = Duration.of(oldestWriterMicros(), ChronoUnit.MICROS);
        return Duration.between(at, clock.instant()).compareTo(writing.plus(MARGIN)) <= 0;
    }

    /** For how many microseconds the oldest transaction that writes has been running. */
    private long oldestWriterMicros() {
        try (Connection connection = reads.getConnection();
                PreparedStatement statement = connection.prepareStatement(OLDEST_WRITER);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the running writers could not be read", e);
        }
    }
}

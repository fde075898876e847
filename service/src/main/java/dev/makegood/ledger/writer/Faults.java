package dev.makegood.ledger.writer;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a database error means for the command that met it. */
final class Faults {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Deadlock, conflict, a lock not had in time, a server that restarts: it may work the next time. */
    private static final Set<String> PASSING = Set.of("40001", "40P01", LOCK_NOT_AVAILABLE, "57P01", "57P02", "57P03");

    private Faults() {}

    static boolean passing(Exception fault) {
        String state = state(fault);
        return state != null && (PASSING.contains(state) || connection(fault));
    }

    static boolean connection(Exception fault) {
        String state = state(fault);
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    /** Another instance runs a command with the same idempotency key right now. */
    static boolean keyHeldElsewhere(Exception fault) {
        if (!LOCK_NOT_AVAILABLE.equals(state(fault)) || !(fault instanceof PSQLException error)) {
            return false;
        }
        ServerErrorMessage message = error.getServerErrorMessage();
        String where = message == null ? null : message.getWhere();
        return where != null && where.contains("idempotency_key");
    }

    private static @Nullable String state(Exception fault) {
        return fault instanceof SQLException error ? error.getSQLState() : null;
    }
}

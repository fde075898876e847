package dev.makegood.ledger.writer;

import java.sql.SQLException;

/** A commit of which the server's word is missing: it may have happened. */
final class InDoubtException extends SQLException {

    private static final long serialVersionUID = 1;

    InDoubtException(SQLException cause) {
        super("the commit could not be confirmed", cause.getSQLState(), cause);
    }

    /** A constraint or a conflict at commit is a certain no. */
    static boolean certain(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("23") || state.startsWith("40"));
    }
}

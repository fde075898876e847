package dev.makegood.platform.database;

/** A database that cannot be started, reached, migrated, saved or restored; the message is for the operator. */
public final class DatabaseException extends RuntimeException {
    public DatabaseException(String message) {
        super(message);
    }

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}

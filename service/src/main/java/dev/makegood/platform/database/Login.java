package dev.makegood.platform.database;

/** Who connects to the database; {@code roles.sql} of the migrations says what the last three may do. */
enum Login {
    /** The superuser of the embedded server; the service itself never works as it. */
    POSTGRES("postgres"),
    /** Migrates: owns the schema. */
    OWNER("makegood_owner"),
    /** Serves: may append to the ledger and move the heads. */
    APP("makegood_app"),
    /** Audits: may only read. */
    READER("makegood_reader");

    private final String user;

    Login(String user) {
        this.user = user;
    }

    String user() {
        return user;
    }
}

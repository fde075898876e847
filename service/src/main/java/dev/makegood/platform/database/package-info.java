/**
 * The database underneath: a PostgreSQL of our own or one of somebody else's.
 *
 * <p>It owns the embedded server's directory, its start, stop and backup, the pools, the logins and
 * the running of the migrations. It knows no table of the ledger. It calls the JDK, the driver, the
 * pool and Liquibase; {@code platform} and the tests call it.
 */
@NullMarked
package dev.makegood.platform.database;

import org.jspecify.annotations.NullMarked;

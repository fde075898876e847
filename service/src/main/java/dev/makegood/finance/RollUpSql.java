package dev.makegood.finance;

import org.jdbi.v3.sqlobject.locator.UseClasspathSqlLocator;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

interface RollUpSql {

    /** Whether no other instance folds now; the lock lasts as long as the transaction. */
    @SqlQuery("select pg_try_advisory_xact_lock(7311)")
    boolean alone();

    /** Folds the next entries and answers how many they were. */
    @SqlQuery
    @UseClasspathSqlLocator
    int fold(int batch);
}

package dev.makegood.code;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface FailedCodeSql {

    /** When the last of so many latest tries was, of whichever subject made so many since then. */
    @SqlQuery("""
            select max(tries[:most]) from failed_code where subject = any (:subjects) and tries[:most] > :since
            """)
    @Nullable
    Instant full(UUID[] subjects, int most, Instant since);

    /** Adds a try to each subject, the latest first, and tells which of them had had enough before. */
    @SqlQuery("""
            insert into failed_code as f (subject, tries, latest)
            select subject, array[cast(:now as timestamptz)], :now from unnest(:subjects) as s (subject) order by subject
            on conflict (subject) do update
            set tries = trim_array(excluded.tries || f.tries, greatest(0, cardinality(f.tries) - :most)), latest = excluded.latest
            returning coalesce(tries[1 + :most] > :since, false)
            """)
    List<Boolean> add(UUID[] subjects, int most, @Bind("now") Instant now, Instant since);

    @SqlUpdate("delete from failed_code where latest < :before")
    int forget(Instant before);
}

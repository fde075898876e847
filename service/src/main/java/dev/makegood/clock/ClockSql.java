package dev.makegood.clock;

import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface ClockSql {

    /** A customer's unit in which something has fallen due. */
    record DueRow(Instant nextDue, CustomerId owner, Unit unit) {}

    /** Takes the lease or prolongs it; nothing while somebody else holds it. */
    @SqlQuery("""
            insert into clock_lease as l (name, holder, until)
            values (:name, :holder, clock_timestamp() + :millis * interval '1 millisecond')
            on conflict (name) do update set holder = excluded.holder, until = excluded.until
            where l.holder = excluded.holder or l.until < clock_timestamp()
            returning true
            """)
    Optional<Boolean> take(String name, UUID holder, long millis);

    @SqlUpdate("update clock_lease set until = clock_timestamp() where name = :name and holder = :holder")
    void release(String name, UUID holder);

    /** What comes next in the order of dates; each page reads its own rows of one index and no others. */
    @SqlQuery("""
            select next_due, owner, unit from customer_head
            where next_due <= :now and (next_due, owner, unit) > (:after.nextDue, :after.owner, :after.unit)
            order by next_due, owner, unit
            limit :most
            """)
    @RegisterConstructorMapper(DueRow.class)
    List<DueRow> due(Instant now, @BindMethods("after") DueRow after, int most);
}

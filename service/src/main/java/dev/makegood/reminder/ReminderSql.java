package dev.makegood.reminder;

import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.ReminderId;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface ReminderSql {

    /** A reminder and, once it was reported, its delivery. */
    record ReminderRow(
            ReminderId id,
            CustomerNumber customer,
            Unit unit,
            int days,
            LocalDate expiresOn,
            Instant recordedAt,
            @Nullable String outcome,
            @Nullable Instant reportedAt) {}

    /** A credit as it stood when its customer was to be reminded of it. */
    record CreditRow(CreditId credit, long available) {}

    @SqlQuery("""
            select r.id, c.number as customer, r.unit, r.days, r.expires_on, r.recorded_at,
              d.outcome, d.recorded_at as reported_at
            from reminder r
            join customer c on c.key = r.owner
            left join reminder_report d on d.reminder = r.id and d.owner = r.owner
            where r.id = :id
            """)
    @RegisterConstructorMapper(ReminderRow.class)
    Optional<ReminderRow> reminder(ReminderId id);

    @SqlQuery("""
            select k.credit, last.available
            from reminder r
            cross join unnest(r.credits) with ordinality as k (credit, place)
            cross join credit_at(k.credit, r.recorded_at) last
            where r.id = :id
            order by k.place
            """)
    @RegisterConstructorMapper(CreditRow.class)
    List<CreditRow> credits(ReminderId id);
}

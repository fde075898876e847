package dev.makegood.credit;

import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface TransferSql {

    /** Both sides, while they are known, and what arrived, once it did. */
    record TransferRow(
            @Nullable CustomerNumber giver,
            @Nullable CustomerNumber receiver,
            @Nullable String note,
            Unit unit,
            @Nullable Long amount,
            @Nullable Instant completedAt) {}

    @SqlQuery("""
            select g.number as giver, r.number as receiver, t.body as note, c.unit, n.face as amount, n.recorded_at as completed_at
            from credit c
            left join customer g on g.key = c.owner
            left join customer r on r.key = :to
            left join text t on t.id = :note and t.owner = c.owner
            left join credit n on n.id = :received and n.owner = :to
            where c.id = :credit
            """)
    @RegisterConstructorMapper(TransferRow.class)
    Optional<TransferRow> transfer(CreditId credit, CustomerId to, CreditId received, UUID note);
}

package dev.makegood.redemption;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface HoldSql {

    /** A hold, whose it is and who placed it. */
    record HoldRow(CustomerNumber customer, PrincipalId placedBy, boolean byBearer, Instant endsAt) {

        /** Whose it is, unless it was told by a bearer's code alone. */
        @Nullable
        CustomerNumber told() {
            return byBearer ? null : customer;
        }
    }

    /** A line of a hold, and what became of it; what was released before the end was given up. */
    record LineRow(
            int number,
            CreditId credit,
            long face,
            Unit unit,
            long amount,
            long captured,
            long released,
            @Nullable Integer line) {

        Amount amount(long minor) {
            return new Amount(minor, unit);
        }
    }

    @SqlQuery("""
            select c.number as customer, h.placed_by, h.by_bearer, h.ends_at
            from hold h join customer c on c.key = h.owner
            where h.id = :hold
            """)
    @RegisterConstructorMapper(HoldRow.class)
    Optional<HoldRow> hold(EntryId hold);

    @SqlQuery("""
            select p.number, p.credit, k.face, p.unit, p.amount, p.line,
                   coalesce(sum(r.amount) filter (where r.to_kind = 'REDEEMED'), 0) as captured,
                   coalesce(sum(r.amount) filter (where r.to_kind = 'AVAILABLE' and r.recorded_at < h.ends_at), 0)
                     as released
            from hold h
            join posting p on p.entry = h.id and p.owner = h.owner and p.to_kind = 'HELD'
            join credit k on k.id = p.credit and k.owner = p.owner
            left join posting r on r.reverses = p.entry and r.reverses_number = p.number
            where h.id = :hold
            group by p.number, p.credit, k.face, p.unit, p.amount, p.line
            order by p.number
            """)
    @RegisterConstructorMapper(LineRow.class)
    List<LineRow> lines(EntryId hold);

    @SqlQuery("select total, unit from purchase where redemption = :hold")
    @RegisterConstructorMapper(RedemptionSql.PurchaseRow.class)
    Optional<RedemptionSql.PurchaseRow> purchase(EntryId hold);
}

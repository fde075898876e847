package dev.makegood.redemption;

import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Unit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

interface RedemptionSql {

    /** A credit that a redemption took from. */
    record TakenRow(CustomerNumber customer, CreditId credit, long face) {}

    /** What was bought, until it is erased. */
    record PurchaseRow(long total, Unit unit) {}

    /** What of a redemption is left to reverse. */
    record LeftRow(Unit unit, long amount) {}

    @SqlQuery("""
            select c.number as customer, p.credit, k.face
            from posting p
            join credit k on k.id = p.credit and k.owner = p.owner
            join customer c on c.key = p.owner
            where p.entry = :redemption and p.to_kind = 'REDEEMED'
            """)
    @RegisterConstructorMapper(TakenRow.class)
    List<TakenRow> taken(EntryId redemption);

    @SqlQuery("select total, unit from purchase where redemption = :redemption")
    @RegisterConstructorMapper(PurchaseRow.class)
    Optional<PurchaseRow> purchase(EntryId redemption);

    @SqlQuery("""
            select t.unit, t.amount - coalesce(r.amount, 0) as amount
            from (select unit, sum(amount) as amount from posting
                  where entry = :redemption and to_kind = 'REDEEMED' and unit <> 'USE' group by unit) t
            left join (select unit, sum(amount) as amount from posting
                       where reverses = :redemption group by unit) r on r.unit = t.unit
            where t.amount > coalesce(r.amount, 0)
            order by t.unit
            """)
    @RegisterConstructorMapper(LeftRow.class)
    List<LeftRow> left(EntryId redemption);
}

package dev.makegood.statement;

import dev.makegood.credit.LatestRow;
import dev.makegood.ledger.Basis;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface StatementSql {

    /** A credit that was open at the start. Public, because JDBI makes it. */
    record OpeningRow(Unit unit, CreditId credit, @Nested LatestRow latest) {}

    /** What of a credit is told beside its movements. */
    record CreditRow(
            CreditId id, Kind kind, Basis basis, @Nullable ClaimNumber claimNumber) {}

    /** What was bought, unless it was erased; of a capture, what its hold was for. */
    record PurchaseRow(EntryId redemption, String reference) {}

    @SqlQuery("""
            select k.unit, o.credit, o.head_version, o.available, o.held, o.state, o.expires_at, o.expires_on, o.zone,
                   o.moved_to, o.moved_on, o.moved_zone, o.holds
            from customer_head k
            cross join lateral credits_at(k.owner, k.unit, :at) o
            where k.owner = :owner
            """)
    @RegisterConstructorMapper(OpeningRow.class)
    List<OpeningRow> opening(CustomerId owner, Instant at);

    /** What was recorded later than one instant and not later than another, by unit and in the order of the head. */
    @SqlQuery("""
            select k.unit, r.*, h.ends_at as hold_ends, j.due is not null as due,
                   null::timestamptz as moved_to, null::date as moved_on, null::text as moved_zone, null::text as holds
            from customer_head k
            cross join lateral (
              select p.entry, p.credit, p.from_kind, p.to_kind, p.reverses, p.recorded_at,
                     p.head_version, p.available, p.held, p.state, p.expires_at, p.expires_on, p.zone
              from posting p
              where p.owner = k.owner and p.unit = k.unit and p.recorded_at > :at and p.recorded_at <= :to
                and p.head_version is not null
              union all
              select c.entry, c.credit, null, null, null, c.recorded_at,
                     c.head_version, coalesce(c.available, 0), coalesce(c.held, 0), coalesce(c.state, 'ACTIVE'),
                     c.expires_at, c.expires_on, c.zone
              from credit_change c
              where c.owner = k.owner and c.unit = k.unit and c.recorded_at > :at and c.recorded_at <= :to) r
            join journal j on j.id = r.entry and j.owner = k.owner
            left join hold h on h.owner = k.owner
              and h.id = case when r.to_kind = 'HELD' then r.entry when r.from_kind = 'HELD' then r.reverses end
            where k.owner = :owner
            order by k.unit, r.head_version
            limit :most
            """)
    @RegisterConstructorMapper(StatementRow.class)
    List<StatementRow> rows(CustomerId owner, Instant at, Instant to, int most);

    @SqlQuery("""
            select c.id, c.kind, c.basis, i.claim_number
            from unnest(:ids::uuid[]) as met(id)
            join credit c on c.id = met.id and c.owner = :owner
            left join incident i on i.id = c.incident and i.owner = c.owner
            """)
    @RegisterConstructorMapper(CreditRow.class)
    List<CreditRow> credits(CustomerId owner, Collection<UUID> ids);

    @SqlQuery("""
            select distinct met.id as redemption, p.reference
            from unnest(:ids::uuid[]) as met(id)
            left join posting c on c.entry = met.id and c.owner = :owner and c.from_kind = 'HELD'
            join purchase p on p.redemption = coalesce(c.reverses, met.id) and p.owner = :owner
            """)
    @RegisterConstructorMapper(PurchaseRow.class)
    List<PurchaseRow> purchases(CustomerId owner, Collection<UUID> ids);
}

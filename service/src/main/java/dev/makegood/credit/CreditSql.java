package dev.makegood.credit;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Each credit comes with its last row up to an instant, and the date to which activity had moved it since then. */
interface CreditSql {

    /** What never changes of it. */
    String GIVEN = """
            select l.id, c.number as customer, l.entry, l.unit, l.kind, l.basis, l.face, l.terms,
                   l.currency, l.customer_value, l.fair_value, l.cost, l.rate_version, l.incident,
                   l.came_from, l.recorded_at as issued_at,
            """;

    /** How it stood; whether the last that was on it was handed on is asked only where nothing is left. */
    String LATEST = """
                   last.head_version, last.available, last.held, last.state,
                   last.expires_at, last.expires_on, last.zone,
                   moved.expires_at as moved_to, moved.expires_on as moved_on, moved.zone as moved_zone,
                   case when last.held > 0 then held_at(l.owner, l.unit, l.id, :at) end as holds,
                   last.available + last.held = 0 and 'TRANSIT' = (
                     select p.to_kind from posting p
                     where p.credit = l.id and p.recorded_at <= :at and p.head_version is not null
                     order by p.recorded_at desc, p.head_version desc limit 1) as handed_on
            """;

    record PostingRow(
            EntryId entry,
            Instant recordedAt,
            Account.Kind fromKind,
            Account.Kind toKind,
            long amount,
            long available,
            long held,
            long headVersion) {}

    /** A text of a credit. */
    record TextRow(UUID id, String body) {}

    @SqlQuery(GIVEN + LATEST + """
            from credit l
            join customer c on c.key = l.owner
            cross join lateral credit_at(l.id, :at) last
            left join lateral moved_at(l.owner, l.unit, last.head_version, :at) moved on true
            where l.id = :id
            """)
    @RegisterConstructorMapper(CreditRow.class)
    Optional<CreditRow> credit(CreditId id, Instant at);

    @SqlQuery("""
            select entry, recorded_at, from_kind, to_kind, amount, available, held, head_version
            from posting
            where credit = :credit and recorded_at <= :at and head_version is not null
            order by recorded_at desc, head_version desc
            limit :most
            """)
    @RegisterConstructorMapper(PostingRow.class)
    List<PostingRow> latestPostings(CreditId credit, Instant at, int most);

    /** A customer's credits are found by the postings that gave them: no index of credits knows the customer. */
    @SqlQuery(GIVEN + LATEST + """
            from posting p
            join credit l on l.id = p.credit and l.owner = p.owner
            join customer c on c.key = p.owner
            cross join lateral credit_at(l.id, :at) last
            left join lateral moved_at(l.owner, l.unit, last.head_version, :at) moved on true
            where p.owner = :owner and p.from_kind in ('FUNDING', 'TRANSIT')
              and p.to_kind = 'AVAILABLE' and p.credit < :before and p.recorded_at <= :at
              and (:kind::text is null or l.kind = :kind::text)
              and (:incident::uuid is null or l.incident = :incident::uuid)
            order by p.credit desc
            limit :most
            """)
    @RegisterConstructorMapper(CreditRow.class)
    List<CreditRow> ofCustomer(
            CustomerId owner,
            CreditId before,
            @Nullable Kind kind,
            @Nullable IncidentId incident,
            Instant at,
            int most);

    /** Those of a customer's credits that held value, found by the list of them in the customer's last row. */
    @SqlQuery(GIVEN + """
                   o.head_version, o.available, o.held, o.state,
                   o.expires_at, o.expires_on, o.zone, o.moved_to, o.moved_on, o.moved_zone, o.holds, false as handed_on
            from customer_head k
            join customer c on c.key = k.owner
            cross join lateral credits_at(k.owner, k.unit, :at) o
            join credit l on l.id = o.credit and l.owner = k.owner
            where k.owner = :owner and o.credit < :before
              and (:kind::text is null or l.kind = :kind::text)
              and (:incident::uuid is null or l.incident = :incident::uuid)
            order by o.credit desc
            limit :most
            """)
    @RegisterConstructorMapper(CreditRow.class)
    List<CreditRow> openOfCustomer(
            CustomerId owner,
            CreditId before,
            @Nullable Kind kind,
            @Nullable IncidentId incident,
            Instant at,
            int most);

    @SqlQuery(GIVEN + LATEST + """
            from incident i
            join posting p on p.owner = i.owner and p.from_kind = 'FUNDING' and p.to_kind = 'AVAILABLE'
            join credit l on l.id = p.credit and l.owner = p.owner and l.incident = i.id
            join customer c on c.key = i.owner
            cross join lateral credit_at(l.id, :at) last
            left join lateral moved_at(l.owner, l.unit, last.head_version, :at) moved on true
            where i.id = :incident and p.recorded_at <= :at
            order by p.credit
            limit :most
            """)
    @RegisterConstructorMapper(CreditRow.class)
    List<CreditRow> ofIncident(IncidentId incident, Instant at, int most);

    /** What is written about a credit for people, as far as it was not erased. */
    @SqlQuery("""
            select t.id, t.body
            from unnest(:ids::uuid[]) as named(id)
            join credit l on l.id = :credit
            join text t on t.id = named.id and t.owner = l.owner
            """)
    @RegisterConstructorMapper(TextRow.class)
    List<TextRow> texts(CreditId credit, Collection<UUID> ids);

    @SqlQuery("select incident from claim_number where number = :claim")
    Optional<IncidentId> incident(ClaimNumber claim);
}

package dev.makegood.credit;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface CreditSql {

    record PostingRow(
            EntryId entry,
            Instant recordedAt,
            Account.Kind fromKind,
            Account.Kind toKind,
            long amount,
            long available,
            long held,
            long headVersion) {}

    @SqlQuery("""
            select l.id, c.number as customer, l.entry, l.unit, l.kind, l.basis, l.face,
                   l.currency, l.customer_value, l.fair_value, l.cost, l.rate_version, l.incident, l.issued_at,
                   l.head_version, l.available, l.held, l.state, l.expires_at, l.expires_on, l.zone,
                   l.moved_to, l.moved_on, l.moved_zone
            from credit_latest l join customer c on c.key = l.owner
            where l.id = :id
            """)
    @RegisterConstructorMapper(CreditRow.class)
    Optional<CreditRow> credit(CreditId id);

    @SqlQuery("""
            select entry, recorded_at, from_kind, to_kind, amount, available, held, head_version
            from posting
            where credit = :credit and head_version is not null
            order by recorded_at desc, head_version desc
            limit :most
            """)
    @RegisterConstructorMapper(PostingRow.class)
    List<PostingRow> latestPostings(CreditId credit, int most);

    /** A customer's credits are found by the postings that gave them: no index of credits knows the customer. */
    @SqlQuery("""
            select l.id, c.number as customer, l.entry, l.unit, l.kind, l.basis, l.face,
                   l.currency, l.customer_value, l.fair_value, l.cost, l.rate_version, l.incident, l.issued_at,
                   l.head_version, l.available, l.held, l.state, l.expires_at, l.expires_on, l.zone,
                   l.moved_to, l.moved_on, l.moved_zone
            from posting p
            join credit_latest l on l.id = p.credit and l.owner = p.owner
            join customer c on c.key = p.owner
            where p.owner = :owner and p.from_kind = 'FUNDING' and p.credit < :before
              and (:kind::text is null or l.kind = :kind::text)
              and (:incident::uuid is null or l.incident = :incident::uuid)
            order by p.credit desc
            limit :most
            """)
    @RegisterConstructorMapper(CreditRow.class)
    List<CreditRow> ofCustomer(
            CustomerId owner, CreditId before, @Nullable Kind kind, @Nullable IncidentId incident, int most);

    @SqlQuery("""
            select l.id, c.number as customer, l.entry, l.unit, l.kind, l.basis, l.face,
                   l.currency, l.customer_value, l.fair_value, l.cost, l.rate_version, l.incident, l.issued_at,
                   l.head_version, l.available, l.held, l.state, l.expires_at, l.expires_on, l.zone,
                   l.moved_to, l.moved_on, l.moved_zone
            from incident i
            join posting p on p.owner = i.owner and p.from_kind = 'FUNDING'
            join credit_latest l on l.id = p.credit and l.owner = p.owner and l.incident = i.id
            join customer c on c.key = i.owner
            where i.id = :incident
            order by p.credit
            limit :most
            """)
    @RegisterConstructorMapper(CreditRow.class)
    List<CreditRow> ofIncident(IncidentId incident, int most);

    @SqlQuery("select incident from claim_number where number = :claim")
    Optional<IncidentId> incident(ClaimNumber claim);
}

package dev.makegood.incident;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface IncidentSql {

    /** What every list and read tells of an incident, with its customer. */
    String ROW = """
            select i.id, i.owner, c.number as customer, i.claim_number, i.reason, i.severity, i.occurred_at,
                   i.channel, i.discovered_by, i.opened_by, i.recorded_at, i.resolve_by
            """;

    /** What the row of an incident does not say: its words, and what was given for it net of voids. */
    record StoryRow(@Nullable String summary, long used) {}

    @SqlQuery(ROW + """
            from incident i join customer c on c.key = i.owner
            where i.id = :id
            """)
    @RegisterConstructorMapper(IncidentRow.class)
    Optional<IncidentRow> incident(IncidentId id);

    @SqlQuery(ROW + """
            from claim_number n
            join incident i on i.id = n.incident and i.owner = n.owner
            join customer c on c.key = i.owner
            where n.number = :claim
            """)
    @RegisterConstructorMapper(IncidentRow.class)
    Optional<IncidentRow> incident(ClaimNumber claim);

    @SqlQuery("""
            select t.body as summary, coalesce(h.used, 0) as used
            from incident i
            left join text t on t.id = i.summary and t.owner = i.owner
            left join incident_head h on h.incident = i.id and h.owner = i.owner
            where i.id = :id
            """)
    @RegisterConstructorMapper(StoryRow.class)
    StoryRow story(IncidentId id);

    /** How an incident ended. */
    record ResolutionRow(
            String outcome, AgentId resolvedBy, @Nullable String note, Instant resolvedAt) {}

    @SqlQuery("""
            select r.outcome, r.resolved_by, t.body as note, r.recorded_at as resolved_at
            from resolution r left join text t on t.id = r.note and t.owner = r.owner
            where r.incident = :id
            """)
    @RegisterConstructorMapper(ResolutionRow.class)
    Optional<ResolutionRow> resolution(IncidentId id);

    /** What is not resolved and is to be by then, the most urgent first, after a place in that order: one range of one index. */
    @SqlQuery(ROW + """
            from incident_head h
            join incident i on i.id = h.incident and i.owner = h.owner
            join customer c on c.key = i.owner
            where h.due <= :to and (h.due, h.incident) > (:afterDue::timestamptz, :afterId::uuid)
            order by h.due, h.incident
            limit :most
            """)
    @RegisterConstructorMapper(IncidentRow.class)
    List<IncidentRow> due(Instant to, Instant afterDue, IncidentId afterId, int most);

    /** That a customer had to come back. */
    record ContactRow(
            String kind,
            String channel,
            Instant at,
            AgentId loggedBy,
            @Nullable String note,
            Instant recordedAt) {}

    /** They stand in the journal only, among its customer's entries without postings; a note has its entry's id. */
    @SqlQuery("""
            select f.facts ->> 'contact' as kind, f.facts ->> 'channel' as channel,
                   (f.facts ->> 'at')::timestamptz as at, j.actor as logged_by, t.body as note, j.recorded_at
            from incident i
            join journal j on j.owner = i.owner and j.postings = 0 and j.incident = i.id
              and j.outcome = 'accepted' and j.command like 'log_contact/%'
            cross join lateral (select j.facts::jsonb) f (facts)
            left join text t on t.id = j.id and t.owner = j.owner
            where i.id = :id
            order by j.recorded_at desc, j.id desc
            limit :most
            """)
    @RegisterConstructorMapper(ContactRow.class)
    List<ContactRow> contacts(IncidentId id, int most);

    @SqlQuery("""
            select r.reference
            from incident i join incident_reference r on r.owner = i.owner and r.incident = i.id
            where i.id = :id
            order by r.reference
            """)
    List<String> references(IncidentId id);

    @SqlQuery(ROW + """
            from incident i join customer c on c.key = i.owner
            where i.id < :before
            order by i.id desc
            limit :most
            """)
    @RegisterConstructorMapper(IncidentRow.class)
    List<IncidentRow> newest(IncidentId before, int most);

    @SqlQuery(ROW + """
            from customer c join incident i on i.owner = c.key
            where c.number = :customer and i.id < :before
            order by i.id desc
            limit :most
            """)
    @RegisterConstructorMapper(IncidentRow.class)
    List<IncidentRow> ofCustomer(CustomerNumber customer, IncidentId before, int most);

    @SqlQuery(ROW + """
            from incident_reference r
            join incident i on i.id = r.incident and i.owner = r.owner
            join customer c on c.key = i.owner
            where r.reference = :reference and i.id < :before
              and (:customer::text is null or c.number = :customer::text)
            order by i.id desc
            limit :most
            """)
    @RegisterConstructorMapper(IncidentRow.class)
    List<IncidentRow> withReference(String reference, @Nullable CustomerNumber customer, IncidentId before, int most);
}

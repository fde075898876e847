package dev.makegood.empowerment;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.IncidentId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface EmpowermentSql {

    /** An agent and its head; a head that was never used has no day. */
    record AgentRow(
            AgentId id,
            String level,
            CostCentreId costCentre,
            ZoneId zone,
            @Nullable AgentId manager,
            Instant activeFrom,
            @Nullable Instant activeTo,
            @Nullable LocalDate day,
            long dayUsed,
            long monthUsed) {}

    /** The limits in force; what is null is not limited. */
    record LimitRow(
            @Nullable Long incident,
            @Nullable Long day,
            @Nullable Long month) {}

    @SqlQuery("""
            select a.id, a.level, a.cost_centre, c.zone, a.manager, a.active_from, a.active_to,
                   nullif(h.day, '-infinity') as day,
                   coalesce(h.day_used, 0) as day_used, coalesce(h.month_used, 0) as month_used
            from agent a
            join cost_centre c on c.id = a.cost_centre
            left join agent_head h on h.agent = a.id
            where a.id = :id
            """)
    @RegisterConstructorMapper(AgentRow.class)
    Optional<AgentRow> agent(AgentId id);

    /** A version of the agent's own goes before the level's; of several the latest counts. */
    @SqlQuery("""
            select incident, day, month
            from limit_version
            where (agent = :agent or level = :level)
              and valid_from <= :now and (valid_to is null or valid_to > :now)
            order by agent is null, valid_from desc, version desc
            limit 1
            """)
    @RegisterConstructorMapper(LimitRow.class)
    Optional<LimitRow> limits(AgentId agent, String level, Instant now);

    @SqlQuery("select coalesce(sum(used), 0) from incident_head where incident = :incident")
    long givenFor(IncidentId incident);
}

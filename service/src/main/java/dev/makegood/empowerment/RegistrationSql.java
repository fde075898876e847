package dev.makegood.empowerment;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.CustomerNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** What the registry said of whom, version by version. */
interface RegistrationSql {

    /** One version of an agent, with who said so. */
    record Row(
            long version,
            AgentId agent,
            String role,
            String subject,
            String level,
            CostCentreId costCentre,
            @Nullable AgentId manager,
            List<CustomerNumber> ownCustomers,
            List<CustomerNumber> household,
            Instant activeFrom,
            @Nullable Instant activeTo,
            @Nullable String setByRole,
            @Nullable String setBySubject,
            Instant recordedAt) {}

    String COLUMNS = """
            v.version, v.agent, p.role, p.subject, v.level, v.cost_centre, v.manager,
            array(select number from customer where key = any (v.own_customers) order by number) as own_customers,
            array(select number from customer where key = any (v.household) order by number) as household,
            v.active_from, v.active_to, e.role as set_by_role, e.subject as set_by_subject, v.recorded_at
            """;

    @SqlQuery("select " + COLUMNS + """
            from agent_version v
            join principal p on p.id = v.agent
            left join principal e on e.id = v.set_by
            where v.agent = :agent and v.version < :before
            order by v.version desc
            limit :most
            """)
    @RegisterConstructorMapper(Row.class)
    List<Row> versions(AgentId agent, long before, int most);

    /** The last word on each agent, who was registered first comes first. */
    @SqlQuery("select " + COLUMNS + """
            from (select distinct on (agent) * from agent_version order by agent, version desc) v
            join principal p on p.id = v.agent
            left join principal e on e.id = v.set_by
            where v.agent > :after
              and (:level::text is null or v.level = :level::text)
              and (:costCentre::uuid is null or v.cost_centre = :costCentre::uuid)
            order by v.agent
            limit :most
            """)
    @RegisterConstructorMapper(Row.class)
    List<Row> agents(AgentId after, @Nullable String level, @Nullable CostCentreId costCentre, int most);

    default Optional<Row> latest(AgentId agent) {
        return versions(agent, Long.MAX_VALUE, 1).stream().findFirst();
    }
}

package dev.makegood.empowerment;

import dev.makegood.incident.Incidents;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.IncidentKey;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Agents, what they may give, and what is left of it now. */
public final class Agents {

    private static final EmpowermentSql.LimitRow NOTHING = new EmpowermentSql.LimitRow(0L, 0L, 0L);

    private final EmpowermentSql sql;
    private final Incidents incidents;
    private final InstantSource clock;

    public Agents(Jdbi reads, Incidents incidents, InstantSource clock) {
        this.sql = reads.onDemand(EmpowermentSql.class);
        this.incidents = incidents;
        this.clock = clock;
    }

    /** An agent as the registry has it. */
    record View(
            AgentId id,
            String level,
            CostCentreId costCentre,
            @Nullable AgentId manager,
            boolean active,
            LimitsView limits) {}

    /** Limits in force; what is left out is not limited. */
    record LimitsView(
            @Nullable Amount incident,
            @Nullable Amount day,
            @Nullable Amount month) {

        static LimitsView of(EmpowermentSql.LimitRow row) {
            return new LimitsView(
                    LimitView.amount(row.incident()), LimitView.amount(row.day()), LimitView.amount(row.month()));
        }
    }

    /** What an agent may still give. */
    record HeadroomView(
            AgentId agent,
            String level,
            CostCentreId costCentre,
            ZoneId zone,
            LocalDate date,
            @Nullable WindowView incident,
            WindowView day,
            WindowView month) {}

    View view(AgentId id) {
        Instant now = clock.instant();
        EmpowermentSql.AgentRow agent = agent(id);
        EmpowermentSql.LimitRow limits = limits(agent, now);
        boolean active =
                !now.isBefore(agent.activeFrom()) && (agent.activeTo() == null || now.isBefore(agent.activeTo()));
        return new View(agent.id(), agent.level(), agent.costCentre(), agent.manager(), active, LimitsView.of(limits));
    }

    /** The windows turn over with the day and the month of the cost centre, as the ledger turns them. */
    HeadroomView headroom(AgentId id, @Nullable IncidentKey incident) {
        Instant now = clock.instant();
        EmpowermentSql.AgentRow agent = agent(id);
        EmpowermentSql.LimitRow limits = limits(agent, now);
        LocalDate today = now.atZone(agent.zone()).toLocalDate();
        LocalDate counted = agent.day();
        boolean turned = counted == null || today.isAfter(counted);
        boolean sameMonth = counted != null && !YearMonth.from(today).isAfter(YearMonth.from(counted));
        return new HeadroomView(
                agent.id(),
                agent.level(),
                agent.costCentre(),
                agent.zone(),
                counted == null || turned ? today : counted,
                incident == null ? null : WindowView.of(limits.incident(), given(incident)),
                WindowView.of(limits.day(), turned ? 0 : agent.dayUsed()),
                WindowView.of(limits.month(), sameMonth ? agent.monthUsed() : 0));
    }

    private long given(IncidentKey incident) {
        return incidents
                .named(incident)
                .map(named -> sql.givenFor(named.id()))
                .orElseThrow(
                        () -> new ProblemException(ProblemCode.NOT_FOUND, "No incident has this id or claim number."));
    }

    private EmpowermentSql.AgentRow agent(AgentId id) {
        return sql.agent(id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "No agent has this id."));
    }

    /** An agent for whom no limits were ever set may give nothing. */
    private EmpowermentSql.LimitRow limits(EmpowermentSql.AgentRow agent, Instant now) {
        return sql.limits(agent.id(), agent.level(), now).orElse(NOTHING);
    }
}

package dev.makegood.empowerment;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.EntryId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.PropagateNull;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface LimitSql {

    /** One version of limits, with who set it; what is null is not limited. */
    record Row(
            @PropagateNull long version,
            @Nullable String level,
            @Nullable AgentId agent,
            @Nullable Long incident,
            @Nullable Long day,
            @Nullable Long month,
            Instant validFrom,
            @Nullable Instant validTo,
            @Nullable String setByRole,
            @Nullable String setBySubject,
            Instant recordedAt) {}

    /** How an entry was decided: who acted, its windows as it tells them, and the version that it names, if any was set. */
    record DecidedRow(
            EntryId id,
            AgentId actor,
            String outcome,
            String windows,
            Instant decidedAt,
            @Nested @Nullable Row limits) {}

    String VERSIONS = """
            select l.version, l.level, l.agent, l.incident, l.day, l.month, l.valid_from, l.valid_to,
              p.role as set_by_role, p.subject as set_by_subject, l.recorded_at
            from limit_version l left join principal p on p.id = l.set_by
            """;

    @SqlQuery(VERSIONS + "where l.version = :version")
    @RegisterConstructorMapper(Row.class)
    Optional<Row> limits(long version);

    /** Versions are given out one at a time, so none below one that was read can come later. */
    @SqlQuery(VERSIONS + """
            where l.version < :before
              and (:level::text is null or l.level = :level::text)
              and (:agent::uuid is null or l.agent = :agent::uuid)
            order by l.version desc
            limit :most
            """)
    @RegisterConstructorMapper(Row.class)
    List<Row> newest(long before, @Nullable String level, @Nullable AgentId agent, int most);

    @SqlQuery("""
            select j.id, j.actor, j.outcome, j.limits as windows, j.recorded_at as decided_at, v.*
            from journal j
            left join lateral (""" + VERSIONS + """
              where l.version = split_part(split_part(j.limits, '@', 2), '|', 1)::bigint
            ) v on true
            where j.id = :entry and j.limits is not null
            """)
    @RegisterConstructorMapper(DecidedRow.class)
    Optional<DecidedRow> decided(EntryId entry);
}

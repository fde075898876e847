package dev.makegood.platform.identity;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Who has been seen, and which subjects are agents. */
interface PrincipalSql {

    @SqlQuery("""
            select p.id from principal p
            where p.role = :role and p.subject = :subject and exists (select from agent_version v where v.agent = p.id)
            """)
    Optional<UUID> agent(String role, String subject);

    @SqlQuery("select id from principal where role = :role and subject = :subject")
    Optional<UUID> principal(String role, String subject);

    @SqlUpdate("""
            insert into principal (id, role, subject) values (:id, :role, :subject)
            on conflict (role, subject) do nothing
            """)
    void insert(UUID id, String role, String subject);
}

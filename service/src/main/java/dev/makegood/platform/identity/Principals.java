package dev.makegood.platform.identity;

import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Role;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/**
 * Gives every subject of the identity provider an id of our own, so that the journal holds no name. Agents,
 * of flesh or of rules, must stand in the registry; everybody else is noted when first seen.
 */
public final class Principals {

    private final Jdbi jdbi;
    private final Supplier<UUID> ids;

    /** @param ids makes time-ordered ids */
    public Principals(Jdbi jdbi, Supplier<UUID> ids) {
        this.jdbi = jdbi;
        this.ids = ids;
    }

    /**
     * The id of a subject in a role.
     *
     * @throws ProblemException {@code unknown_agent}
     */
    public PrincipalId resolve(Role role, String subject) {
        if (role == Role.AGENT || role == Role.SYSTEM) {
            return jdbi.withExtension(PrincipalSql.class, sql -> sql.agent(role.word(), subject))
                    .map(PrincipalId::new)
                    .orElseThrow(() -> ProblemException.of(ProblemCode.UNKNOWN_AGENT));
        }
        return new PrincipalId(jdbi.withExtension(PrincipalSql.class, sql -> noted(sql, role.word(), subject)));
    }

    private UUID noted(PrincipalSql sql, String role, String subject) {
        return sql.principal(role, subject).orElseGet(() -> {
            sql.insert(ids.get(), role, subject);
            return sql.principal(role, subject).orElseThrow();
        });
    }
}

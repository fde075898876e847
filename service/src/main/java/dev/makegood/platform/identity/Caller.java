package dev.makegood.platform.identity;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Role;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.security.Principal;

/**
 * Who calls, as their token proved it.
 *
 * @param actor as the ledger knows the caller: id, role and the customers in reach
 * @param subject the identity provider's name; personal, so it goes to no log and no answer but one's own
 */
public record Caller(dev.makegood.ledger.Principal actor, String subject) implements Principal {

    public PrincipalId id() {
        return actor.id();
    }

    public Role role() {
        return actor.role();
    }

    /** The caller as an agent; only for the roles {@code agent} and {@code system}. */
    public AgentId agent() {
        if (role() != Role.AGENT && role() != Role.SYSTEM) {
            throw new IllegalStateException("a caller in role " + role() + " is no agent");
        }
        return actor.agent();
    }

    public boolean mayTouch(CustomerNumber customer) {
        return actor.scope().covers(customer);
    }

    /**
     * A customer out of reach looks like one that does not exist.
     *
     * @throws ProblemException {@code not_found}
     */
    public CustomerNumber reach(CustomerNumber customer) {
        if (!mayTouch(customer)) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "No customer of this number is within your reach.");
        }
        return customer;
    }

    @Override
    public String getName() {
        return id().toString();
    }

    @Override
    public String toString() {
        return role().word() + " " + id();
    }
}

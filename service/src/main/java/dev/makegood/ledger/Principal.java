package dev.makegood.ledger;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who submits a command, in which role, and whose customers it may touch.
 *
 * @param subject the identity provider's name, the same in whatever role a person acts; none for the ledger itself
 */
public record Principal(
        PrincipalId id, Role role, Scope scope, @Nullable String subject) {

    public Principal(PrincipalId id, Role role, Scope scope) {
        this(id, role, scope, null);
    }

    /** The customers that a principal may touch. */
    public sealed interface Scope {

        /** All of the company's customers, or of a programme. */
        record Everyone() implements Scope {}

        /** These only: a customer's own number, a partner's consented ones. */
        record Only(Set<CustomerNumber> customers) implements Scope {}

        default boolean covers(CustomerNumber customer) {
            return !(this instanceof Only only) || only.customers.contains(customer);
        }
    }

    public AgentId agent() {
        return new AgentId(id.value());
    }
}

package dev.makegood.ledger;

import java.util.Set;

/** Who submits a command, in which role, and whose customers it may touch. */
public record Principal(PrincipalId id, Role role, Scope scope) {

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

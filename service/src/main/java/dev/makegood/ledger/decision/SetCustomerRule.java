package dev.makegood.ledger.decision;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Role;

/** Sets the zone in which a customer's dates are counted from now on. */
final class SetCustomerRule {

    private SetCustomerRule() {}

    static Decision decide(Draft draft, Command.SetCustomer set) {
        CustomerId customer = Rules.covered(draft.request.actor(), draft.state.known(), set.customer());
        if (customer == null) {
            return draft.refuse(
                    draft.request.actor().id().value(), Entry.About.NOTHING, Refusal.UNKNOWN_CUSTOMER, new Json());
        }
        Role role = draft.request.actor().role();
        if ((role == Role.AGENT || role == Role.SYSTEM) && IssueRemedyRule.agent(draft) == null) {
            return draft.refuse(customer.value(), Entry.About.NOTHING, Refusal.AGENT_INACTIVE, new Json());
        }
        draft.sets(new Decision.Zone(customer, set.zone(), set.jurisdiction()));
        return draft.accept(customer.value(), Entry.About.NOTHING, null);
    }
}

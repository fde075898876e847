package dev.makegood.ledger.model;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.ReminderId;
import java.util.UUID;

/** Outside names as the ids inside. */
final class Ids {

    private Ids() {}

    static UUID agent(String text) {
        return AgentId.parse(text).value();
    }

    static UUID customer(String text) {
        return CustomerId.parse(text).value();
    }

    static UUID credit(String text) {
        return CreditId.parse(text).value();
    }

    static UUID incident(String text) {
        return IncidentId.parse(text).value();
    }

    static UUID reminder(String text) {
        return ReminderId.parse(text).value();
    }

    static UUID entry(String text) {
        return EntryId.parse(text).value();
    }
}

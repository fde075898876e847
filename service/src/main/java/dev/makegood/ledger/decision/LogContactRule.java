package dev.makegood.ledger.decision;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.Contact;
import dev.makegood.ledger.Incident;
import dev.makegood.ledger.Refusal;
import java.util.Objects;
import java.util.UUID;

/** Notes the customer's further effort about an incident: its entry is all that is kept of it, but for the note. */
final class LogContactRule {

    private LogContactRule() {}

    static Decision decide(Draft draft, Command.LogContact log) {
        Incident incident = Objects.requireNonNull(draft.state.known().incident(log.incident()), "not located");
        UUID owner = incident.owner().value();
        if (IssueRemedyRule.agent(draft) == null) {
            return draft.refuse(owner, OpenIncidentRule.about(incident), Refusal.AGENT_INACTIVE, new Json());
        }
        Contact contact = log.contact();
        draft.text(owner, log.note());
        return draft.accept(
                owner,
                OpenIncidentRule.about(incident),
                new Json()
                        .put("contact", contact.kind().word())
                        .put("channel", contact.channel())
                        .put("at", contact.at() == null ? draft.now : contact.at()));
    }
}

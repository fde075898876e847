package dev.makegood.ledger.decision;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.Incident;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.TextId;
import java.util.Objects;
import java.util.UUID;

/** Ends the recovery clock of an incident. How it ended follows from what had been given by then. */
final class ResolveIncidentRule {

    private static final String MADE_GOOD = "made_good";
    private static final String WITHOUT_COMPENSATION = "without_compensation";

    private ResolveIncidentRule() {}

    static Decision decide(Draft draft, Command.ResolveIncident resolve) {
        Incident incident = Objects.requireNonNull(draft.state.known().incident(resolve.incident()), "not located");
        UUID owner = incident.owner().value();
        if (IssueRemedyRule.agent(draft) == null) {
            return draft.refuse(owner, OpenIncidentRule.about(incident), Refusal.AGENT_INACTIVE, new Json());
        }
        IncidentHead head = draft.heads.incident(incident.id());
        if (head.due() == null) {
            return draft.refuse(owner, OpenIncidentRule.about(incident), Refusal.ALREADY_RESOLVED, new Json());
        }
        TextId note = draft.text(owner, resolve.note());
        draft.heads.moves(head.used(0, draft.now).resolved());
        String outcome = outcome(head);
        draft.resolves(incident.id(), incident.owner(), outcome, note);
        return draft.accept(owner, OpenIncidentRule.about(incident), new Json().put("outcome", outcome));
    }

    /** A remedy may be worth nothing. */
    private static String outcome(IncidentHead head) {
        return head.used() > 0 ? MADE_GOOD : WITHOUT_COMPENSATION;
    }

    /** With a remedy, after it was counted. */
    static void with(Draft draft, Incident incident) {
        IncidentHead head = draft.heads.incident(incident.id());
        if (head.due() != null) {
            draft.heads.moves(head.resolved());
            draft.resolves(incident.id(), incident.owner(), outcome(head), null);
        }
    }
}

package dev.makegood.ledger.decision;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Incident;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Opens an incident, unless the customer has one for the same reason and reference. */
final class OpenIncidentRule {

    /** The recovery clock: from the occurrence to the customer knowing. */
    private static final Duration RECOVERY = Duration.ofHours(24);

    private OpenIncidentRule() {}

    static Decision decide(Draft draft, Command.OpenIncident open) {
        CustomerId owner = draft.state.known().customer(open.customer());
        UUID whose = Rules.owner(draft, owner);
        Settings.Agent agent = IssueRemedyRule.agent(draft);
        if (agent == null) {
            return draft.refuse(whose, Entry.About.NOTHING, Refusal.AGENT_INACTIVE, new Json());
        }
        if (owner == null) {
            return draft.refuse(whose, Entry.About.NOTHING, Refusal.UNKNOWN_CUSTOMER, new Json());
        }
        State.Holder holder = holder(draft, references(open, owner));
        if (holder != null) {
            return exists(draft, owner, open, holder);
        }
        Incident incident = open(draft, open, owner, agent);
        return draft.accept(owner.value(), about(incident), null);
    }

    static List<Locks.Reference> references(Command.OpenIncident open, CustomerId owner) {
        return open.references().stream()
                .map(text -> new Locks.Reference(owner, open.facts().reason(), text))
                .toList();
    }

    static State.@org.jspecify.annotations.Nullable Holder holder(Draft draft, List<Locks.Reference> references) {
        return references.stream()
                .map(draft.state::holder)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    static Decision exists(Draft draft, CustomerId owner, Command.OpenIncident open, State.Holder holder) {
        Json facts = new Json().put("incident", holder.incident()).put("claimNumber", holder.claim());
        Entry.About about = new Entry.About(open.facts().reason(), holder.incident(), null);
        return draft.refuse(owner.value(), about, Refusal.INCIDENT_EXISTS, facts);
    }

    static Incident open(Draft draft, Command.OpenIncident open, CustomerId owner, Settings.Agent agent) {
        Incident incident = new Incident(
                new IncidentId(draft.request.id()),
                owner,
                Objects.requireNonNull(draft.request.claim(), "no claim number attached"),
                open.facts(),
                open.facts().occurredAt().plus(RECOVERY),
                agent.id(),
                agent.costCentre(),
                new EntryId(draft.request.id()),
                draft.text(owner.value(), open.summary()),
                draft.now);
        draft.opens(incident, references(open, owner));
        return incident;
    }

    static Entry.About about(Incident incident) {
        return new Entry.About(incident.facts().reason(), incident.id(), incident.costCentre());
    }
}

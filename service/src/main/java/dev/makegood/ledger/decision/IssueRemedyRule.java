package dev.makegood.ledger.decision;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Benefit;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.Incident;
import dev.makegood.ledger.Limits;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Restrictions;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.Terms;
import dev.makegood.ledger.TextId;
import dev.makegood.ledger.Unit;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives credits to one customer for one incident: all or nothing, under one check of the giver's
 * windows, whatever the units.
 */
final class IssueRemedyRule {

    private IssueRemedyRule() {}

    static Decision decide(Draft draft, Command.IssueRemedy issue) {
        Incident incident = draft.state.known().incident(issue.incident());
        CustomerId owner = owner(draft, issue, incident);
        Settings.Agent agent = agent(draft);
        if (agent == null) {
            return draft.refuse(Rules.owner(draft, owner), Entry.About.NOTHING, Refusal.AGENT_INACTIVE, new Json());
        }
        if (issue.incident() instanceof Command.OfIncident.New inline) {
            if (owner == null) {
                return draft.refuse(
                        Rules.owner(draft, null), Entry.About.NOTHING, Refusal.UNKNOWN_CUSTOMER, new Json());
            }
            State.Holder holder = OpenIncidentRule.holder(draft, OpenIncidentRule.references(inline.incident(), owner));
            if (holder != null) {
                return OpenIncidentRule.exists(draft, owner, inline.incident(), holder);
            }
            return give(
                    draft,
                    issue,
                    agent,
                    new For(owner, inline.incident().facts().reason(), null, inline.incident()));
        }
        if (incident == null) {
            Json facts = new Json().put("incident", name(issue.incident()));
            return draft.refuse(Rules.owner(draft, null), Entry.About.NOTHING, Refusal.UNKNOWN_INCIDENT, facts);
        }
        draft.found(incident);
        return give(
                draft, issue, agent, new For(incident.owner(), incident.facts().reason(), incident, null));
    }

    private static @Nullable CustomerId owner(Draft draft, Command.IssueRemedy issue, @Nullable Incident incident) {
        if (issue.incident() instanceof Command.OfIncident.New inline) {
            return draft.state.known().customer(inline.incident().customer());
        }
        return incident == null ? null : incident.owner();
    }

    /** What the remedy is for: an incident that stands, or one to open with it. */
    private record For(
            CustomerId owner, String reason, @Nullable Incident incident, Command.@Nullable OpenIncident toOpen) {

        Entry.About about(Settings.Agent agent) {
            return new Entry.About(reason, incident == null ? null : incident.id(), agent.costCentre());
        }
    }

    private static Decision give(Draft draft, Command.IssueRemedy issue, Settings.Agent agent, For what) {
        Entry.About about = what.about(agent);
        UUID owner = what.owner().value();
        Refusal own = Duties.tooNear(draft, what.owner());
        if (own != null) {
            return draft.refuse(owner, about, own, new Json());
        }
        Valuation worth = Valuation.of(draft, issue.credits(), agent.costCentre());
        if (worth.no != null) {
            return draft.refuse(owner, about, worth.no.refusal(), worth.no.facts());
        }
        long value = worth.customer;
        ZoneId zone = Objects.requireNonNull(
                        draft.state.settings().costCentres().get(agent.costCentre()))
                .zone();
        AgentHead head =
                draft.heads.agent(agent.id()).turnedTo(draft.now.atZone(zone).toLocalDate());
        for (Command.Grant grant : issue.credits()) {
            Integer least = Activity.tooShort(draft, grant, draft.zone(what.owner(), zone));
            if (least != null) {
                Json facts = new Json()
                        .put("kind", grant.kind().word())
                        .put("basis", grant.basis())
                        .put("leastMonths", least);
                return draft.refuse(owner, about, Refusal.EXPIRY_TOO_SHORT, facts);
            }
        }
        long given = what.incident() == null
                ? 0
                : draft.heads.incident(what.incident().id()).used();
        Limits windows = Windows.of(draft, agent, given, head, value);
        draft.stands(windows);
        Limits.Window tightest = Windows.exceeded(windows);
        if (tightest != null) {
            return draft.refuse(owner, about, Refusal.LIMIT_EXCEEDED, Windows.facts(draft, agent, tightest));
        }
        Refusal full = full(draft, issue, what.owner(), windows);
        if (full != null) {
            return draft.refuse(owner, about, full, new Json());
        }
        Incident incident = what.incident() == null
                ? OpenIncidentRule.open(draft, Objects.requireNonNull(what.toOpen()), what.owner(), agent)
                : what.incident();
        Windows.use(draft, incident.id(), head, value, windows.version());
        if (issue.resolves()) {
            ResolveIncidentRule.with(draft, incident);
        }
        draft.text(owner, issue.note());
        for (int i = 0; i < issue.credits().size(); i++) {
            issue(draft, issue.credits().get(i), i, worth, incident, agent, head, zone);
        }
        return draft.accept(owner, new Entry.About(what.reason(), incident.id(), agent.costCentre()), null);
    }

    /** What no limit forbids and the ledger cannot keep: sums above any amount, and heads without end. */
    private static @Nullable Refusal full(Draft draft, Command.IssueRemedy issue, CustomerId owner, Limits windows) {
        if (windows.windows().stream().anyMatch(window -> window.used() > Amount.MAX - window.value())) {
            return Refusal.VALUE_OUT_OF_RANGE;
        }
        for (Command.Grant grant : issue.credits()) {
            Unit unit = grant.amount().unit();
            CustomerHead head = draft.heads.unit(new CustomerHead.Key(owner, unit));
            long held = Math.addExact(head.available(), head.held());
            int open = head.open().size();
            for (Command.Grant other : issue.credits()) {
                if (other.amount().unit().equals(unit)) {
                    held = Math.addExact(held, other.amount().minor());
                    open++;
                }
            }
            if (held > Amount.MAX) {
                return Refusal.VALUE_OUT_OF_RANGE;
            }
            if (open > CustomerHead.MAX_OPEN) {
                return Refusal.TOO_MANY_CREDITS;
            }
        }
        return null;
    }

    private static void issue(
            Draft draft,
            Command.Grant grant,
            int number,
            Valuation worth,
            Incident incident,
            Settings.Agent agent,
            AgentHead head,
            ZoneId otherwise) {
        Unit unit = grant.amount().unit();
        ZoneId zone = draft.zone(incident.owner(), otherwise);
        Expiry expiry = Activity.expiry(draft, grant, zone);
        Activity.of(draft, new CustomerHead.Key(incident.owner(), unit), grant.kind(), zone);
        CreditId id = draft.newCredit(number);
        if (grant.kind().coded()) {
            draft.codes(id, incident.owner(), number);
        }
        draft.issues(new Credit(
                id,
                incident.owner(),
                new EntryId(draft.request.id()),
                grant.kind(),
                grant.basis(),
                grant.amount(),
                terms(draft, grant, worth.benefits.get(number), incident.owner()),
                worth.values.get(number),
                new Credit.Giver(draft.request.actor().id(), agent.id(), head.day(), agent.costCentre()),
                incident.id(),
                expiry,
                null,
                draft.now));
    }

    private static Terms terms(Draft draft, Command.Grant grant, Benefit benefit, CustomerId owner) {
        if (benefit.equals(Benefit.MONEY) && grant.restrictions().equals(Restrictions.NONE)) {
            return Terms.PLAIN;
        }
        Map<Terms.Wording, TextId> texts = new EnumMap<>(Terms.Wording.class);
        grant.texts()
                .forEach(
                        (wording, body) -> texts.put(wording, Objects.requireNonNull(draft.text(owner.value(), body))));
        return new Terms(benefit, grant.restrictions(), texts);
    }

    /** The giver, if it stands in the registry and is active now. */
    static Settings.@Nullable Agent agent(Draft draft) {
        Role role = draft.request.actor().role();
        if (role != Role.AGENT && role != Role.SYSTEM) {
            return null;
        }
        AgentId id = draft.request.actor().agent();
        Settings.Agent agent = draft.state.settings().agents().get(id);
        return agent != null && agent.active(draft.now) ? agent : null;
    }

    private static Object name(Command.OfIncident of) {
        if (of instanceof Command.OfIncident.Known known) {
            return known.id();
        }
        return of instanceof Command.OfIncident.Claimed claimed ? claimed.number() : "new";
    }
}

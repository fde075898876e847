package dev.makegood.ledger.decision;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.SettingsCommand;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sets limits, levels, agents, cost centres and rates. Each takes the next version of the settings,
 * and nothing takes effect before it was recorded.
 */
final class SettingsRule {

    private SettingsRule() {}

    static Decision decide(Draft draft, SettingsCommand command) {
        Refusal no = Duties.setting(draft, command);
        if (no != null) {
            return refuse(draft, no, new Json());
        }
        if (command instanceof SettingsCommand.SetLevel level) {
            return set(draft, level, draft.now);
        } else if (command instanceof SettingsCommand.SetLimits limits) {
            return limits(draft, limits);
        } else if (command instanceof SettingsCommand.SetCostCentre centre) {
            return centre(draft, centre);
        } else if (command instanceof SettingsCommand.RegisterAgent agent) {
            return register(draft, agent);
        } else if (command instanceof SettingsCommand.ChangeAgent agent) {
            return draft.state.settings().agents().containsKey(agent.agent())
                    ? registration(draft, agent, agent.as())
                    : notRegistered(draft, agent.agent());
        }
        if (command instanceof SettingsCommand.SetAverageSpend spend) {
            return draft.state.settings().costCentre(spend.costCentre()).isEmpty()
                    ? refuse(draft, Refusal.UNKNOWN_COST_CENTRE, new Json().put("costCentre", spend.costCentre()))
                    : set(draft, spend, spend.validFrom() == null ? draft.now : spend.validFrom());
        }
        SettingsCommand.AddRate rate = (SettingsCommand.AddRate) command;
        return set(draft, rate, rate.validFrom() == null ? draft.now : rate.validFrom());
    }

    private static Decision limits(Draft draft, SettingsCommand.SetLimits limits) {
        Settings settings = draft.state.settings();
        if (limits.of() instanceof SettingsCommand.LimitsFor.OfLevel of
                && !settings.levels().containsKey(of.level())) {
            return refuse(draft, Refusal.UNKNOWN_LEVEL, new Json().put("level", of.level()));
        }
        if (limits.of() instanceof SettingsCommand.LimitsFor.OfAgent of
                && !settings.agents().containsKey(of.agent())) {
            return notRegistered(draft, of.agent());
        }
        Instant from = later(limits.validFrom(), draft.now);
        Instant end = limits.validTo();
        return end != null && !end.isAfter(from)
                ? refuse(draft, Refusal.IN_THE_PAST, new Json().put("validTo", end))
                : set(draft, limits, from);
    }

    private static Decision centre(Draft draft, SettingsCommand.SetCostCentre centre) {
        CostCentreId id = draft.state
                .settings()
                .costCentre(centre.code())
                .map(Settings.CostCentre::id)
                .orElseGet(() -> new CostCentreId(draft.request.id()));
        return set(draft, centre, draft.now, new Json().put("costCentre", id));
    }

    private static Decision register(Draft draft, SettingsCommand.RegisterAgent agent) {
        for (Settings.Agent known : draft.state.settings().agents(agent.subject())) {
            if (known.role() == agent.role()) {
                return refuse(draft, Refusal.AGENT_EXISTS, new Json().put("agent", known.id()));
            }
        }
        return registration(draft, agent, agent.as());
    }

    private static Decision registration(Draft draft, SettingsCommand command, SettingsCommand.Registration as) {
        Settings settings = draft.state.settings();
        if (!settings.levels().containsKey(as.level())) {
            return refuse(draft, Refusal.UNKNOWN_LEVEL, new Json().put("level", as.level()));
        }
        if (settings.costCentre(as.costCentre()).isEmpty()) {
            return refuse(draft, Refusal.UNKNOWN_COST_CENTRE, new Json().put("costCentre", as.costCentre()));
        }
        AgentId manager = as.manager();
        if (command instanceof SettingsCommand.ChangeAgent change
                && change.agent().equals(manager)) {
            return refuse(draft, Refusal.OWN_MANAGER, new Json());
        }
        if (manager != null && !settings.agents().containsKey(manager)) {
            return refuse(draft, Refusal.UNKNOWN_MANAGER, new Json().put("manager", manager));
        }
        CostCentreId centre = settings.costCentre(as.costCentre()).orElseThrow().id();
        return set(draft, command, draft.now, new Json().put("costCentre", centre));
    }

    private static Decision notRegistered(Draft draft, AgentId agent) {
        return refuse(draft, Refusal.AGENT_NOT_REGISTERED, new Json().put("agent", agent));
    }

    /** A rule counts from its date or from when it was recorded, whichever is later: yesterday was decided. */
    private static Decision set(Draft draft, SettingsCommand command, Instant validFrom) {
        return set(draft, command, validFrom, new Json());
    }

    private static Decision set(Draft draft, SettingsCommand command, Instant validFrom, Json facts) {
        Instant from = later(validFrom, draft.now);
        long version = draft.state.settings().version() + 1;
        draft.sets(new Decision.Setting(
                command, version, draft.request.id(), draft.request.actor().id(), from));
        return draft.accept(principal(draft), Entry.About.NOTHING, facts.put("version", version));
    }

    private static Instant later(@Nullable Instant validFrom, Instant now) {
        return validFrom == null || validFrom.isBefore(now) ? now : validFrom;
    }

    private static Decision refuse(Draft draft, Refusal refusal, Json facts) {
        return draft.refuse(principal(draft), Entry.About.NOTHING, refusal, facts);
    }

    private static UUID principal(Draft draft) {
        return draft.request.actor().id().value();
    }
}

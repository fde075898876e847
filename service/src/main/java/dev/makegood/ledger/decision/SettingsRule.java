package dev.makegood.ledger.decision;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.SettingsCommand;
import java.time.Instant;
import java.util.UUID;

/**
 * Sets limits, levels, agents, cost centres and rates. Each takes the next version of the settings,
 * and nothing takes effect before it was recorded.
 */
final class SettingsRule {

    private SettingsRule() {}

    static Decision decide(Draft draft, SettingsCommand command) {
        if (command instanceof SettingsCommand.SetLevel level) {
            return set(draft, level, draft.now);
        } else if (command instanceof SettingsCommand.SetLimits limits) {
            return limits(draft, limits);
        } else if (command instanceof SettingsCommand.SetCostCentre centre) {
            return set(draft, centre, draft.now);
        } else if (command instanceof SettingsCommand.SetAgent agent) {
            return agent(draft, agent);
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
            return refuse(draft, Refusal.AGENT_INACTIVE, new Json().put("agent", of.agent()));
        }
        return set(draft, limits, limits.validFrom());
    }

    private static Decision agent(Draft draft, SettingsCommand.SetAgent agent) {
        Settings settings = draft.state.settings();
        if (!settings.levels().containsKey(agent.level())) {
            return refuse(draft, Refusal.UNKNOWN_LEVEL, new Json().put("level", agent.level()));
        }
        if (settings.costCentre(agent.costCentre()).isEmpty()) {
            return refuse(draft, Refusal.UNKNOWN_COST_CENTRE, new Json().put("costCentre", agent.costCentre()));
        }
        AgentId manager = agent.manager();
        if (manager != null && !settings.agents().containsKey(manager)) {
            return refuse(draft, Refusal.UNKNOWN_MANAGER, new Json().put("manager", manager));
        }
        return set(draft, agent, draft.now);
    }

    /** A rule counts from its date or from when it was recorded, whichever is later: yesterday was decided. */
    private static Decision set(Draft draft, SettingsCommand command, Instant validFrom) {
        Instant from = validFrom.isBefore(draft.now) ? draft.now : validFrom;
        long version = draft.state.settings().version() + 1;
        draft.sets(new Decision.Setting(command, version, draft.request.id(), from));
        return draft.accept(principal(draft), Entry.About.NOTHING, new Json().put("version", version));
    }

    private static Decision refuse(Draft draft, Refusal refusal, Json facts) {
        return draft.refuse(principal(draft), Entry.About.NOTHING, refusal, facts);
    }

    private static UUID principal(Draft draft) {
        return draft.request.actor().id().value();
    }
}

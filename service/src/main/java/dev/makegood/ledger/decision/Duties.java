package dev.makegood.ledger.decision;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.SettingsCommand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Segregation of duties: what nobody may do alone. A person is known by the name that the identity provider gives,
 * which is the same in every role.
 */
final class Duties {

    private Duties() {}

    /** Why somebody may not give to this customer, if so: nobody makes good to themselves or to their household. */
    static @Nullable Refusal giving(Settings.Agent giver, CustomerId to) {
        if (giver.ownCustomers().contains(to)) {
            return Refusal.OWN_CUSTOMER;
        }
        return giver.household().contains(to) ? Refusal.OWN_HOUSEHOLD : null;
    }

    /** Why this caller may not act for a customer, if so; only agents are asked who they are and whose they are. */
    static @Nullable Refusal acting(Draft draft, CustomerId of) {
        Role role = draft.request.actor().role();
        if (role != Role.AGENT && role != Role.SYSTEM) {
            return null;
        }
        Settings.Agent agent = IssueRemedyRule.agent(draft);
        return agent == null ? Refusal.AGENT_INACTIVE : giving(agent, of);
    }

    /**
     * Why this caller may not change what agents may give, if so: nobody moves their own limits, also not by way of
     * their level, and who gives moves nobody's.
     */
    static @Nullable Refusal settingLimits(Draft draft, SettingsCommand command) {
        String editor = draft.request.actor().subject();
        if (editor == null || !movesLimits(command)) {
            return null;
        }
        if (command instanceof SettingsCommand.RegisterAgent register
                && register.subject().equals(editor)) {
            return Refusal.OWN_LIMIT;
        }
        Settings settings = draft.state.settings();
        boolean gives = false;
        for (Settings.Agent self : settings.agents(editor)) {
            if (concerns(command, self)) {
                return Refusal.OWN_LIMIT;
            }
            gives |= mayGive(settings, self, draft.now);
        }
        return gives ? Refusal.GIVER_SETS_LIMITS : null;
    }

    /** Rates, average spends and the zones of cost centres are nobody's authority. */
    private static boolean movesLimits(SettingsCommand command) {
        return command instanceof SettingsCommand.SetLimits
                || command instanceof SettingsCommand.SetLevel
                || command instanceof SettingsCommand.RegisterAgent
                || command instanceof SettingsCommand.ChangeAgent;
    }

    private static boolean concerns(SettingsCommand command, Settings.Agent self) {
        if (command instanceof SettingsCommand.ChangeAgent change) {
            return change.agent().equals(self.id());
        } else if (command instanceof SettingsCommand.SetLevel level) {
            return level.level().equals(self.level());
        }
        return command instanceof SettingsCommand.SetLimits limits && concerns(limits.of(), self);
    }

    private static boolean concerns(SettingsCommand.LimitsFor of, Settings.Agent self) {
        if (of instanceof SettingsCommand.LimitsFor.OfLevel level) {
            return level.level().equals(self.level());
        }
        AgentId agent = ((SettingsCommand.LimitsFor.OfAgent) of).agent();
        return agent.equals(self.id());
    }

    /** Whoever is not gone and has an authority above nothing, also if it only begins. */
    private static boolean mayGive(Settings settings, Settings.Agent agent, Instant now) {
        return !agent.ended(now)
                && settings.limitsOf(agent, now)
                        .filter(limits ->
                                !Long.valueOf(0).equals(limits.amounts().incident()))
                        .isPresent();
    }
}

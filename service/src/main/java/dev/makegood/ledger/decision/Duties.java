package dev.makegood.ledger.decision;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.SettingsCommand;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Segregation of duties: what nobody may do alone. A person is known by the name that the identity provider gives,
 * which is the same in every role, so no other token is a way around.
 */
final class Duties {

    private Duties() {}

    /**
     * Why this caller may not act for a customer, if so: an agent who is not active, or whoever of the company is that
     * customer or lives with them. Nobody makes good to themselves or to their household.
     */
    static @Nullable Refusal acting(Draft draft, CustomerId of) {
        Role role = draft.request.actor().role();
        if (isAgent(role) && IssueRemedyRule.agent(draft) == null) {
            return Refusal.AGENT_INACTIVE;
        }
        return isAgent(role) || role == Role.FINANCE ? tooNear(draft, of) : null;
    }

    /** Why this caller may not give to a customer, if so: they are their own, or their household's. */
    static @Nullable Refusal tooNear(Draft draft, CustomerId to) {
        List<Settings.Agent> selves = selves(draft);
        if (selves.stream().anyMatch(self -> self.ownCustomers().contains(to))) {
            return Refusal.OWN_CUSTOMER;
        }
        return selves.stream().anyMatch(self -> self.household().contains(to)) ? Refusal.OWN_HOUSEHOLD : null;
    }

    /** All that the registry knows the caller as: a person, a rule, or both. */
    private static List<Settings.Agent> selves(Draft draft) {
        Principal actor = draft.request.actor();
        Settings settings = draft.state.settings();
        if (actor.subject() != null) {
            return settings.agents(actor.subject());
        }
        return isAgent(actor.role())
                ? Stream.ofNullable(settings.agents().get(actor.agent())).toList()
                : List.of();
    }

    private static boolean isAgent(Role role) {
        return role == Role.AGENT || role == Role.SYSTEM;
    }

    /**
     * Why this caller may not change what agents may give, or what counts against it, if so: nobody moves their own
     * limits, also not by way of their level, and who gives moves nobody's.
     */
    static @Nullable Refusal setting(Draft draft, SettingsCommand command) {
        String editor = draft.request.actor().subject();
        if (editor == null) {
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

    /** Whoever is not gone and has, or is to have, an authority above nothing. */
    private static boolean mayGive(Settings settings, Settings.Agent agent, Instant now) {
        if (agent.ended(now)) {
            return false;
        }
        Stream<Instant> turns = settings.limits().stream()
                .filter(limit ->
                        agent.id().equals(limit.agent()) || agent.level().equals(limit.level()))
                .flatMap(limit -> Stream.of(limit.validFrom(), limit.validTo() == null ? now : limit.validTo()))
                .filter(turn -> turn.isAfter(now) && !agent.ended(turn));
        return Stream.concat(Stream.of(now), turns)
                .anyMatch(turn -> settings.limitsOf(agent, turn)
                        .filter(limits ->
                                !Long.valueOf(0).equals(limits.amounts().incident()))
                        .isPresent());
    }
}

package dev.makegood.demo;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

/** Loads the policy as an administrator would: one command after the other, each under its key. */
final class Opening {

    private static final String ADMINISTRATOR = "demo-setup";

    private final Policy policy;
    private final Door door;
    private final Submissions submissions;

    Opening(Policy policy, Door door, Submissions submissions) {
        this.policy = policy;
        this.door = door;
        this.submissions = submissions;
    }

    /** Everything is in force from then on; a second start finds it there. */
    void load(Instant from) {
        Principal administrator = door.caller(Role.ADMIN, ADMINISTRATOR);
        List<Command> settings = policy.settings(from);
        for (int i = 0; i < settings.size(); i++) {
            set(administrator, "policy-" + i, settings.get(i));
        }
        for (Policy.Person person : policy.agents()) {
            AgentId manager = person.manager() == null
                    ? null
                    : door.caller(Role.AGENT, person.manager()).agent();
            SettingsCommand.Registration as = SettingsCommand.Registration.of(person.level(), person.costCentre(), from)
                    .ledBy(manager);
            Command command = new SettingsCommand.RegisterAgent(person.role(), person.subject(), as);
            set(administrator, "agent-" + person.subject(), command);
        }
    }

    private void set(Principal administrator, String key, Command command) {
        Outcome outcome = submissions.ask(door.submission(administrator, key, command));
        if (outcome instanceof Outcome.KeyReused) {
            throw new IllegalStateException(
                    "policy.yaml is not the one that this data began with; empty the data folder to begin anew");
        }
        if (!(outcome instanceof Outcome.Accepted)) {
            throw new IllegalStateException("the ledger did not take " + command + ": " + outcome);
        }
    }

    /** The people of each region whose limit takes what a person gives. */
    Roster roster() {
        BigDecimal mile = policy.rates().stream()
                .filter(rate -> rate.kind() == Kind.MILES)
                .findFirst()
                .orElseThrow()
                .customer();
        long each = mile.multiply(
                        BigDecimal.valueOf(Lateness.FROM_12_HOURS.miles().minor()))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
        Roster roster = new Roster(new Amount(each, Unit.of(policy.currency())));
        for (Policy.Person person : policy.agents()) {
            if (person.role() == Role.AGENT && mayGive(person.level(), each)) {
                roster.add(person.costCentre(), door.caller(Role.AGENT, person.subject()));
            }
        }
        return roster;
    }

    private boolean mayGive(String level, long value) {
        return policy.levels().stream()
                .anyMatch(rule -> rule.code().equals(level) && (rule.incident() == null || rule.incident() >= value));
    }
}

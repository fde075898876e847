package dev.makegood.ledger.writer;

import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.decision.Json;
import dev.makegood.ledger.decision.Known;

/** The one text of a command that changes the settings. */
final class CanonicalSettings {

    private final KeyedHash keyed;
    private final Known known;

    CanonicalSettings(KeyedHash keyed, Known known) {
        this.keyed = keyed;
        this.known = known;
    }

    String of(SettingsCommand command) {
        if (command instanceof SettingsCommand.SetLevel level) {
            return "set_level/1 "
                    + new Json()
                            .put("level", level.level())
                            .put("overLimitTo", level.overLimitTo())
                            .put("replyMinutes", level.replyMinutes());
        } else if (command instanceof SettingsCommand.SetLimits limits) {
            return "set_limits/1 " + limits(limits);
        } else if (command instanceof SettingsCommand.SetCostCentre centre) {
            return "set_cost_centre/1 " + new Json().put("code", centre.code()).put("zone", centre.zone());
        } else if (command instanceof SettingsCommand.RegisterAgent agent) {
            Json who = new Json().put("role", agent.role().word()).put("subject", keyed.text(agent.subject()));
            return "register_agent/1 " + registration(who, agent.as());
        } else if (command instanceof SettingsCommand.ChangeAgent agent) {
            return "change_agent/1 " + registration(new Json().put("agent", agent.agent()), agent.as());
        }
        if (command instanceof SettingsCommand.SetAverageSpend spend) {
            return "set_average_spend/1 "
                    + new Json()
                            .put("costCentre", spend.costCentre())
                            .put("amount", spend.spend().minor())
                            .put("unit", spend.spend().unit())
                            .put("validFrom", spend.validFrom());
        }
        SettingsCommand.AddRate rate = (SettingsCommand.AddRate) command;
        return "add_rate/1 "
                + new Json()
                        .put("name", rate.name())
                        .put("kind", rate.kind().word())
                        .put("unit", rate.unit())
                        .put("currency", rate.worth().currency())
                        .put("customer", rate.worth().customer().toPlainString())
                        .put("fair", rate.worth().fair().toPlainString())
                        .put("cost", rate.worth().cost().toPlainString())
                        .put("validFrom", rate.validFrom());
    }

    private Json registration(Json json, SettingsCommand.Registration as) {
        return json.put("level", as.level())
                .put("costCentre", as.costCentre())
                .put("manager", as.manager())
                .put("ownCustomers", known.customers(as.ownCustomers()))
                .put("household", known.customers(as.household()))
                .put("activeFrom", as.activeFrom())
                .put("activeTo", as.activeTo());
    }

    private static Json limits(SettingsCommand.SetLimits limits) {
        SettingsCommand.LimitAmounts amounts = limits.amounts();
        Json json = new Json()
                .put("currency", amounts.currency())
                .put("incident", amounts.incident())
                .put("day", amounts.day())
                .put("month", amounts.month())
                .put("validFrom", limits.validFrom())
                .put("validTo", limits.validTo());
        return limits.of() instanceof SettingsCommand.LimitsFor.OfLevel of
                ? json.put("level", of.level())
                : json.put("agent", ((SettingsCommand.LimitsFor.OfAgent) limits.of()).agent());
    }
}

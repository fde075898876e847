package dev.makegood.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changes the settings: such a command waits for all others, and holds all others up. */
public sealed interface SettingsCommand extends Command.OfSettings {

    /** A rank of agents: who may approve what is over its limit, and how fast they answer. */
    record SetLevel(
            String level,
            List<String> overLimitTo,
            @Nullable Integer replyMinutes) implements SettingsCommand {}

    /** A version of the limits of a level, or of one agent until a date; it counts from validFrom or from when it is recorded, if that is later. */
    record SetLimits(
            LimitsFor of,
            LimitAmounts amounts,
            Instant validFrom,
            @Nullable Instant validTo) implements SettingsCommand {}

    /** Whose limits they are. */
    sealed interface LimitsFor {

        record OfLevel(String level) implements LimitsFor {}

        record OfAgent(AgentId agent) implements LimitsFor {}
    }

    /** The three windows in minor units of a currency. */
    record LimitAmounts(
            Unit currency,
            @Nullable Long incident,
            @Nullable Long day,
            @Nullable Long month) {

        public LimitAmounts {
            Settings.requireCurrency(currency);
        }
    }

    /** A cost centre and the zone in which its agents' days and months are counted. */
    record SetCostCentre(String code, ZoneId zone) implements SettingsCommand {}

    /** An entry of the agent registry: the subject is the one that tokens name. */
    record SetAgent(
            Role role,
            String subject,
            String level,
            String costCentre,
            @Nullable AgentId manager,
            Instant activeFrom,
            @Nullable Instant activeTo)
            implements SettingsCommand {}

    /** What one minor unit of a unit is worth when given as a kind, from validFrom or from when it is recorded, if that is later or no date is named. */
    record AddRate(
            String name,
            Kind kind,
            Unit unit,
            Worth worth,
            @Nullable Instant validFrom) implements SettingsCommand {}

    /** What customers of a cost centre spend on average, from validFrom or from when it is recorded, if that is later or no date is named. */
    record SetAverageSpend(
            String costCentre, Amount spend, @Nullable Instant validFrom) implements SettingsCommand {

        public SetAverageSpend {
            Settings.requireCurrency(spend.unit());
        }
    }

    /** Exact decimals: minor units of the currency for one minor unit given. */
    record Worth(Unit currency, BigDecimal customer, BigDecimal fair, BigDecimal cost) {

        public Worth {
            Settings.requireCurrency(currency);
        }
    }
}

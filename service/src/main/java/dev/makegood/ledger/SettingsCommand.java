package dev.makegood.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changes the settings: such a command waits for all others, and holds all others up. */
public sealed interface SettingsCommand extends Command.OfSettings {

    /** A rank of agents: who may approve what is over its limit, and how fast they answer. */
    record SetLevel(
            String level,
            List<String> overLimitTo,
            @Nullable Integer replyMinutes) implements SettingsCommand {}

    /** A version of the limits of a level, or of one agent until a date; it counts from validFrom or from when it is recorded, if that is later or no date is named. */
    record SetLimits(
            LimitsFor of,
            LimitAmounts amounts,
            @Nullable Instant validFrom,
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

    /** Brings somebody, or a rule, into the agent registry: the subject is the one that tokens name, and is there once in a role. */
    record RegisterAgent(Role role, String subject, Registration as) implements SettingsCommand {}

    /** Says anew what the registry knows of an agent. */
    record ChangeAgent(AgentId agent, Registration as) implements SettingsCommand {}

    /**
     * What the registry says of an agent: rank, who pays, who leads, from when (else from now on) to when, and to
     * whom it may give nothing, since they are its own and its household's customer numbers.
     */
    record Registration(
            String level,
            String costCentre,
            @Nullable AgentId manager,
            List<CustomerNumber> ownCustomers,
            List<CustomerNumber> household,
            @Nullable Instant activeFrom,
            @Nullable Instant activeTo) {

        public static final int MAX_CUSTOMERS = 20;

        public Registration {
            ownCustomers = sorted(ownCustomers);
            household = sorted(household);
            if (ownCustomers.size() > MAX_CUSTOMERS || household.size() > MAX_CUSTOMERS) {
                throw new IllegalArgumentException("expected at most 20 customers of an agent, and of a household");
            }
        }

        private static List<CustomerNumber> sorted(List<CustomerNumber> numbers) {
            return numbers.stream()
                    .distinct()
                    .sorted(Comparator.comparing(CustomerNumber::value))
                    .toList();
        }

        /** Somebody who is no customer, as far as is known, and is led by nobody. */
        public static Registration of(String level, String costCentre, Instant activeFrom) {
            return new Registration(level, costCentre, null, List.of(), List.of(), activeFrom, null);
        }

        public Registration until(@Nullable Instant end) {
            return new Registration(level, costCentre, manager, ownCustomers, household, activeFrom, end);
        }

        public Registration ledBy(@Nullable AgentId leader) {
            return new Registration(level, costCentre, leader, ownCustomers, household, activeFrom, activeTo);
        }
    }

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

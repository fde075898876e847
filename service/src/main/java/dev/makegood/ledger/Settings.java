package dev.makegood.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All limits, levels, agents, cost centres, rates and terms as of one settings version. Every rule
 * is data with a date: what is in force is asked with the recorded time.
 *
 * @param people the agents once more, by the name that they have in whatever role
 */
public record Settings(
        long version,
        Instant recordedAt,
        Map<String, Level> levels,
        List<LimitVersion> limits,
        Map<CostCentreId, CostCentre> costCentres,
        Map<AgentId, Agent> agents,
        Map<String, List<Agent>> people,
        List<Rate> rates,
        List<AverageSpend> averageSpends,
        List<Term> terms) {

    public static final Settings EMPTY = new Settings(
            0, Instant.MIN, Map.of(), List.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of(), List.of());

    /** The company's currency, in which limits and values are counted. */
    public static final Unit CURRENCY = Unit.USD;

    /** @throws IllegalArgumentException for any other: limits would be compared with what they do not count */
    static void requireCurrency(Unit currency) {
        if (!currency.equals(CURRENCY)) {
            throw new IllegalArgumentException("expected the company's currency, " + CURRENCY);
        }
    }

    /** A rank of agents. */
    public record Level(
            String code, List<String> overLimitTo, @Nullable Integer replyMinutes) {}

    /** The limits of a level or of one agent from a date on; of several the latest counts. */
    public record LimitVersion(
            long version,
            @Nullable String level,
            @Nullable AgentId agent,
            SettingsCommand.LimitAmounts amounts,
            Instant validFrom,
            @Nullable Instant validTo) {

        boolean inForce(Instant at) {
            return !at.isBefore(validFrom) && (validTo == null || at.isBefore(validTo));
        }
    }

    /** Who pays, and in which zone days are counted. */
    public record CostCentre(CostCentreId id, String code, ZoneId zone) {}

    /** An entry of the registry, with the customers to whom it may give nothing: its own and its household's. */
    public record Agent(
            AgentId id,
            Role role,
            String subject,
            String level,
            CostCentreId costCentre,
            @Nullable AgentId manager,
            Set<CustomerId> ownCustomers,
            Set<CustomerId> household,
            Instant activeFrom,
            @Nullable Instant activeTo) {

        public boolean active(Instant at) {
            return !at.isBefore(activeFrom) && !ended(at);
        }

        public boolean ended(Instant at) {
            return activeTo != null && !at.isBefore(activeTo);
        }
    }

    /** What a minor unit given as a kind is worth from a date on. */
    public record Rate(long version, Kind kind, Unit unit, SettingsCommand.Worth worth, Instant validFrom) {

        /** Values round up, so that what is given is never counted for less than it is worth. */
        public Amount value(long minor, BigDecimal rate) {
            BigDecimal value = rate.multiply(BigDecimal.valueOf(minor)).setScale(0, RoundingMode.CEILING);
            return new Amount(value.longValueExact(), worth.currency());
        }
    }

    /** What a cost centre's customers spend on average, from a date on. */
    public record AverageSpend(long version, CostCentreId costCentre, Amount spend, Instant validFrom) {}

    /**
     * How long a kind lasts (without months for ever), and how long at least where the grant says for
     * itself; with activity, from the customer's last issue or redemption.
     */
    public record Term(
            Kind kind,
            Basis basis,
            @Nullable Integer months,
            @Nullable Integer leastMonths,
            boolean activity,
            Instant validFrom) {}

    private static final Comparator<LimitVersion> LATEST =
            Comparator.comparing(LimitVersion::validFrom).thenComparing(LimitVersion::version);

    /** The limits of an agent at an instant: a personal version while one is in force, else the level's. */
    public Optional<LimitVersion> limitsOf(Agent agent, Instant at) {
        Optional<LimitVersion> own = limits.stream()
                .filter(limit -> agent.id().equals(limit.agent()) && limit.inForce(at))
                .max(LATEST);
        return own.isPresent()
                ? own
                : limits.stream()
                        .filter(limit -> agent.level().equals(limit.level()) && limit.inForce(at))
                        .max(LATEST);
    }

    public Optional<Rate> rate(Kind kind, Unit unit, Instant at) {
        return rates.stream()
                .filter(rate -> rate.kind == kind && rate.unit.equals(unit) && !at.isBefore(rate.validFrom))
                .max(Comparator.comparing(Rate::validFrom).thenComparing(Rate::version));
    }

    public Optional<AverageSpend> averageSpend(CostCentreId centre, Instant at) {
        return averageSpends.stream()
                .filter(spend -> spend.costCentre.equals(centre) && !at.isBefore(spend.validFrom))
                .max(Comparator.comparing(AverageSpend::validFrom).thenComparing(AverageSpend::version));
    }

    public Optional<Term> term(Kind kind, Basis basis, Instant at) {
        return terms.stream()
                .filter(term -> term.kind == kind && term.basis == basis && !at.isBefore(term.validFrom))
                .max(Comparator.comparing(Term::validFrom));
    }

    /** Who stands in the registry under this name, in whatever role. */
    public List<Agent> agents(String subject) {
        return people.getOrDefault(subject, List.of());
    }

    public Optional<CostCentre> costCentre(String code) {
        return costCentres.values().stream()
                .filter(centre -> centre.code().equals(code))
                .findFirst();
    }
}

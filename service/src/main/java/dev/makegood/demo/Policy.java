package dev.makegood.demo;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The demo's policy file: who may give how much, who they are, and what a mile is worth. */
record Policy(
        String currency,
        List<LevelRule> levels,
        List<Centre> costCentres,
        List<RateRule> rates,
        long averageSpend,
        Map<String, Integer> staff,
        List<Person> people) {

    /** A level with its limits in minor units of the currency; a limit that is left out does not apply. */
    record LevelRule(
            String code,
            @Nullable Long incident,
            @Nullable Long day,
            @Nullable Long month,
            List<String> overLimitTo,
            @Nullable Integer replyMinutes) {}

    /** A cost centre; one that is regional has airports, and the staff to serve them. */
    record Centre(String code, ZoneId zone, boolean regional) {}

    record RateRule(String name, Kind kind, String unit, BigDecimal customer, BigDecimal fair, BigDecimal cost) {}

    /** An entry of the agent registry; the manager, named by subject, is listed before. */
    record Person(
            Role role,
            String subject,
            String level,
            String costCentre,
            @Nullable String manager) {}

    static Policy read(Path yaml) throws IOException {
        return YAMLMapper.builder()
                .addModule(new JavaTimeModule())
                .propertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE)
                .build()
                .readValue(yaml.toFile(), Policy.class);
    }

    /** Levels, limits, cost centres, rates and average spends, in the order in which they build on each other. */
    List<Command> settings(Instant from) {
        List<Command> commands = new ArrayList<>();
        Unit money = Unit.of(currency);
        for (LevelRule level : levels) {
            commands.add(new SettingsCommand.SetLevel(level.code, level.overLimitTo, level.replyMinutes));
            commands.add(new SettingsCommand.SetLimits(
                    new SettingsCommand.LimitsFor.OfLevel(level.code),
                    new SettingsCommand.LimitAmounts(money, level.incident, level.day, level.month),
                    from,
                    null));
        }
        for (Centre centre : costCentres) {
            commands.add(new SettingsCommand.SetCostCentre(centre.code, centre.zone));
        }
        for (RateRule rate : rates) {
            SettingsCommand.Worth worth = new SettingsCommand.Worth(money, rate.customer, rate.fair, rate.cost);
            commands.add(new SettingsCommand.AddRate(rate.name, rate.kind, Unit.of(rate.unit), worth, from));
        }
        for (Centre centre : costCentres) {
            commands.add(new SettingsCommand.SetAverageSpend(centre.code, new Amount(averageSpend, money), from));
        }
        return commands;
    }

    /**
     * Everybody by name, and the staff of each region: the numbers of {@code staff} for each level,
     * the highest level first. Each is managed by the first of the level above.
     */
    List<Person> agents() {
        List<Person> agents = new ArrayList<>(people);
        for (Centre centre : costCentres) {
            if (centre.regional) {
                String manager = null;
                for (Map.Entry<String, Integer> level : staff.entrySet()) {
                    String first = subject(level.getKey(), centre, 1);
                    for (int number = 1; number <= level.getValue(); number++) {
                        String subject = subject(level.getKey(), centre, number);
                        agents.add(new Person(Role.AGENT, subject, level.getKey(), centre.code, manager));
                    }
                    manager = first;
                }
            }
        }
        return agents;
    }

    private static String subject(String level, Centre centre, int number) {
        return "%s-%d.%s"
                .formatted(level, number, centre.code)
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    ZoneId zoneOf(String costCentre) {
        return costCentres.stream()
                .filter(centre -> centre.code.equals(costCentre))
                .findFirst()
                .orElseThrow()
                .zone;
    }
}

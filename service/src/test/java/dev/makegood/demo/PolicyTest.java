package dev.makegood.demo;

import static dev.makegood.demo.DemoFiles.AIRPORTS;
import static dev.makegood.demo.DemoFiles.FLIGHTS;
import static dev.makegood.demo.DemoFiles.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.SettingsCommand;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final List<String> WITH_ROOM_FOR_130 =
            List.of("FRONTLINE", "SENIOR", "SUPERVISOR", "DUTY_MANAGER", "REGIONAL");

    @Test
    void settings_name_only_what_was_set_before() {
        List<String> levels = new ArrayList<>();
        for (Command command : POLICY.settings(DemoFiles.NOW)) {
            if (command instanceof SettingsCommand.SetLevel level) {
                levels.add(level.level());
            } else if (command instanceof SettingsCommand.SetLimits limits) {
                assertThat(limits.of()).isEqualTo(new SettingsCommand.LimitsFor.OfLevel(levels.get(levels.size() - 1)));
            }
        }
        assertThat(levels).containsAll(WITH_ROOM_FOR_130).contains("TRAINEE", "SYSTEM");
        List<String> known = new ArrayList<>();
        for (Policy.Person person : POLICY.agents()) {
            assertThat(levels).contains(person.level());
            assertThat(person.manager())
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            manager -> assertThat(known).contains(manager));
            known.add(person.subject());
        }
        assertThat(known).doesNotHaveDuplicates().contains("amy", "delay-rule", "frontline-8.south-central");
    }

    @Test
    void day_of_the_rule_refuses_on_days_of_storm_only() {
        for (long seed = 1; seed <= 3; seed++) {
            for (int weeks = 1_300; weeks < 1_352; weeks += 17) {
                Members members = new Members(seed);
                ZoneId zone = POLICY.zoneOf("CONTACT_CENTRE");
                Map<LocalDate, Long> days = new HashMap<>();
                Map<YearMonth, Long> months = new HashMap<>();
                long asked = 0;
                long refused = 0;
                for (Play.Late late : Play.late(FLIGHTS, new Shift(weeks), AIRPORTS)) {
                    if (!late.lateness().needsPerson()) {
                        LocalDate day = late.left().atZone(zone).toLocalDate();
                        long value = late.lateness().miles().minor() * 13 / 10;
                        for (int i = members.count(late.flight()); i > 0; i--) {
                            asked++;
                            if (days.getOrDefault(day, 0L) + value
                                    > Objects.requireNonNull(limit("SYSTEM").day())) {
                                refused++;
                            } else {
                                days.merge(day, value, Long::sum);
                                months.merge(YearMonth.from(day), value, Long::sum);
                            }
                        }
                    }
                }
                assertThat(100.0 * refused / asked).isBetween(4.0, 8.0);
                assertThat(months.values())
                        .allMatch(used ->
                                used < Objects.requireNonNull(limit("SYSTEM").month()));
            }
        }
    }

    @Test
    void people_of_each_region_have_room_for_its_worst_day_and_month() {
        long dayRoom = 0;
        long monthRoom = 0;
        for (String level : WITH_ROOM_FOR_130) {
            long people = Objects.requireNonNull(POLICY.staff().get(level));
            dayRoom += people * (Objects.requireNonNull(limit(level).day()) / 13_000);
            monthRoom += people * (Objects.requireNonNull(limit(level).month()) / 13_000);
        }
        Map<String, Long> days = new HashMap<>();
        Map<String, Long> months = new HashMap<>();
        for (Play.Late late : Play.late(FLIGHTS, new Shift(1_324), AIRPORTS)) {
            if (late.lateness().needsPerson()) {
                String centre = AIRPORTS.at(late.flight().origin()).costCentre();
                LocalDate day = late.left().atZone(POLICY.zoneOf(centre)).toLocalDate();
                days.merge(centre + day, (long) Members.MOST, Long::sum);
                months.merge(centre + YearMonth.from(day), (long) Members.MOST, Long::sum);
            }
        }
        long most = dayRoom;
        long mostOfMonth = monthRoom;
        assertThat(days.values()).allMatch(members -> members <= most);
        assertThat(months.values()).allMatch(members -> members <= mostOfMonth);
    }

    private static Policy.LevelRule limit(String level) {
        return POLICY.levels().stream()
                .filter(rule -> rule.code().equals(level))
                .findFirst()
                .orElseThrow();
    }
}

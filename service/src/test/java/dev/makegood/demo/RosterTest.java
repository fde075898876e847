package dev.makegood.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Limits;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Unit;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RosterTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Principal ONE = agent(1);
    private static final Principal TWO = agent(2);

    private final Roster roster = new Roster(new Amount(13_000, Unit.USD));

    RosterTest() {
        roster.add("MIDWEST", ONE);
        roster.add("MIDWEST", TWO);
    }

    private static Principal agent(int number) {
        return new Principal(new PrincipalId(new UUID(0, number)), Role.AGENT, new Principal.Scope.Everyone());
    }

    private static Limits limits(long day, long month) {
        return new Limits(
                "FRONTLINE",
                1,
                List.of(
                        new Limits.Window("incident", "INCIDENT", 15_000L, 0, 13_000),
                        new Limits.Window("day", "2026-11-21", 60_000L, day, 13_000),
                        new Limits.Window("month", "2026-11", 600_000L, month, 13_000)));
    }

    @Test
    void people_take_turns() {
        assertThat(roster.next("MIDWEST", TODAY, Set.of())).contains(ONE);
        assertThat(roster.next("MIDWEST", TODAY, Set.of())).contains(TWO);
        assertThat(roster.next("MIDWEST", TODAY, Set.of())).contains(ONE);
        assertThat(roster.next("PACIFIC", TODAY, Set.of())).isEmpty();
    }

    @Test
    void nobody_is_asked_twice_for_the_same() {
        assertThat(roster.next("MIDWEST", TODAY, Set.of(ONE.id()))).contains(TWO);
        assertThat(roster.next("MIDWEST", TODAY, Set.of(ONE.id(), TWO.id()))).isEmpty();
    }

    @Test
    void whoever_has_no_room_left_rests_until_the_next_day_or_month() {
        roster.learn(ONE, TODAY, limits(13_000, 13_000), true);
        assertThat(roster.next("MIDWEST", TODAY, Set.of(TWO.id()))).contains(ONE);
        roster.learn(ONE, TODAY, limits(39_000, 39_000), true);
        assertThat(roster.next("MIDWEST", TODAY, Set.of(TWO.id()))).isEmpty();
        assertThat(roster.next("MIDWEST", TODAY.plusDays(1), Set.of(TWO.id()))).contains(ONE);

        roster.learn(TWO, TODAY, limits(0, 590_000), false);
        assertThat(roster.next("MIDWEST", TODAY.plusDays(9), Set.of(ONE.id()))).isEmpty();
        assertThat(roster.next("MIDWEST", TODAY.plusDays(10), Set.of(ONE.id()))).contains(TWO);
    }
}

package dev.makegood.ledger.model;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Turns the clock while commands run: mostly by seconds, at times to just before a midnight or a
 * change of the clocks, now and then by days, months or a year.
 */
final class Turns {

    private final InstantSource clock;
    private final Consumer<Duration> turn;

    /** @param turn turns the clock forward by so much */
    Turns(InstantSource clock, Consumer<Duration> turn) {
        this.clock = clock;
        this.turn = turn;
    }

    /** Called before each command. */
    synchronized void maybe(SplittableRandom random) {
        int dice = random.nextInt(20_000);
        if (dice < 1_500) {
            turn.accept(Duration.ofMillis(random.nextInt(90_000)));
        } else if (dice < 1_620) {
            turn.accept(toMidnight(zone(random)));
        } else if (dice < 1_660) {
            turn.accept(Duration.ofMinutes(random.nextInt(10 * 24 * 60)));
        } else if (dice < 1_668) {
            turn.accept(toChange(zone(random)));
        } else if (dice < 1_674) {
            turn.accept(Duration.ofDays(20 + random.nextInt(100)));
        } else if (dice < 1_677) {
            turn.accept(Duration.ofDays(300 + random.nextInt(300)));
        }
    }

    private static ZoneId zone(SplittableRandom random) {
        List<ZoneId> zones = Setup.ZONES;
        return zones.get(random.nextInt(zones.size()));
    }

    private Duration toMidnight(ZoneId zone) {
        Instant now = clock.instant();
        Instant midnight =
                now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
        return toJustBefore(now, midnight);
    }

    private Duration toChange(ZoneId zone) {
        Instant now = clock.instant();
        ZoneOffsetTransition next = zone.getRules().nextTransition(now);
        return next == null ? Duration.ZERO : toJustBefore(now, next.getInstant());
    }

    private static Duration toJustBefore(Instant now, Instant then) {
        Duration wait = Duration.between(now, then.minusMillis(5));
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}

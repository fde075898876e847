package dev.makegood.ledger.model;

import dev.makegood.ledger.writer.TurnableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Turns the clock while commands run: mostly by seconds, at times to just before a midnight or a
 * change of the clocks, now and then by days, months or a year.
 */
final class Turns {

    private final TurnableClock clock;

    Turns(TurnableClock clock) {
        this.clock = clock;
    }

    /** Called before each command. */
    synchronized void maybe(SplittableRandom random) {
        int dice = random.nextInt(20_000);
        if (dice < 1_500) {
            clock.turn(Duration.ofMillis(random.nextInt(90_000)));
        } else if (dice < 1_620) {
            clock.set(beforeMidnight(zone(random)));
        } else if (dice < 1_660) {
            clock.turn(Duration.ofMinutes(random.nextInt(10 * 24 * 60)));
        } else if (dice < 1_668) {
            clock.set(beforeChange(zone(random)));
        } else if (dice < 1_674) {
            clock.turn(Duration.ofDays(20 + random.nextInt(100)));
        } else if (dice < 1_677) {
            clock.turn(Duration.ofDays(300 + random.nextInt(300)));
        }
    }

    private static ZoneId zone(SplittableRandom random) {
        List<ZoneId> zones = Setup.ZONES;
        return zones.get(random.nextInt(zones.size()));
    }

    private Instant beforeMidnight(ZoneId zone) {
        Instant now = clock.instant();
        Instant midnight =
                now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
        return later(now, midnight.minusMillis(5));
    }

    private Instant beforeChange(ZoneId zone) {
        Instant now = clock.instant();
        ZoneOffsetTransition next = zone.getRules().nextTransition(now);
        return next == null ? now : later(now, next.getInstant().minusMillis(5));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}

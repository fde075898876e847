package dev.makegood.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;

/**
 * By how many whole weeks the flights of 2001 are moved, so that weekdays and local times stay what
 * they were and the last one has left within the past seven days.
 */
record Shift(int weeks) {

    private static final long DAYS_PER_WEEK = 7;

    static Shift before(Instant now, List<Flight> flights, Airports airports) {
        Instant last = new Shift(0).lastLeft(flights, airports);
        int weeks = Math.toIntExact(Duration.between(last, now).toDays() / DAYS_PER_WEEK);
        // Daylight saving may move the last one by an hour, and with it across the edge.
        while (new Shift(weeks).lastLeft(flights, airports).isAfter(now)) {
            weeks--;
        }
        while (!new Shift(weeks + 1).lastLeft(flights, airports).isAfter(now)) {
            weeks++;
        }
        return new Shift(weeks);
    }

    /** When the flight was to leave. */
    Instant scheduled(Flight flight, Airports airports) {
        LocalDateTime local = flight.scheduled().plusWeeks(weeks);
        return local.atZone(airports.at(flight.origin()).zone()).toInstant();
    }

    /** When it left at last. */
    Instant left(Flight flight, Airports airports) {
        return scheduled(flight, airports).plus(flight.delay());
    }

    Instant lastLeft(List<Flight> flights, Airports airports) {
        return flights.stream()
                .map(flight -> left(flight, airports))
                .max(Instant::compareTo)
                .orElseThrow();
    }

    Instant firstScheduled(List<Flight> flights, Airports airports) {
        return flights.stream()
                .map(flight -> scheduled(flight, airports))
                .min(Instant::compareTo)
                .orElseThrow();
    }
}

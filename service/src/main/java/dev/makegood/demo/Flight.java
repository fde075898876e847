package dev.makegood.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of the report: a flight that left late. It has no number; the row stands for it. The
 * scheduled time is local to the origin and of 2001.
 */
record Flight(int row, LocalDateTime scheduled, String origin, String destination, Duration delay) {

    static List<Flight> read(Path csv) throws IOException {
        List<Flight> flights = new ArrayList<>();
        try (var lines = Files.lines(csv)) {
            lines.skip(1).forEach(line -> flights.add(parse(flights.size() + 1, line)));
        }
        return flights;
    }

    static Flight parse(int row, String line) {
        String[] part = line.split(",", 5);
        return new Flight(
                row, LocalDateTime.parse(part[0]), part[1], part[2], Duration.ofMinutes(Long.parseLong(part[4])));
    }

    /** What happened, in words for the incident's summary. */
    String story() {
        return "Flight from %s to %s left %d h %02d min late."
                .formatted(origin, destination, delay.toHours(), delay.toMinutesPart());
    }
}

package dev.makegood.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Collectors;

/** The hand-made table of airports: where each lies, whose cost centre pays, and its own zone. */
record Airports(Map<String, Airport> byCode) {

    /** One airport; flight times are local to its zone. */
    record Airport(String code, String city, String costCentre, ZoneId zone) {

        private static Airport parse(String line) {
            String[] part = line.split(",", 4);
            return new Airport(part[0], part[1], part[2], ZoneId.of(part[3]));
        }
    }

    Airports {
        byCode = Map.copyOf(byCode);
    }

    static Airports read(Path csv) throws IOException {
        try (var lines = Files.lines(csv)) {
            return new Airports(lines.skip(1).map(Airport::parse).collect(Collectors.toMap(Airport::code, at -> at)));
        }
    }

    /** Refuses an airport that the table does not know. */
    Airport at(String code) {
        Airport airport = byCode.get(code);
        if (airport == null) {
            throw new IllegalArgumentException("airports.csv does not know " + code);
        }
        return airport;
    }
}

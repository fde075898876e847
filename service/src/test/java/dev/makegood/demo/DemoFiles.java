package dev.makegood.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The demo's own files, read once for all tests. */
final class DemoFiles {

    static final Path FOLDER = Path.of("..", "ops", "demo.d").toAbsolutePath().normalize();
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final List<Flight> FLIGHTS;
    static final Airports AIRPORTS;
    static final Policy POLICY;

    static {
        try {
            FLIGHTS = Flight.read(FOLDER.resolve("flight-delays-2001.csv"));
            AIRPORTS = Airports.read(FOLDER.resolve("airports.csv"));
            POLICY = Policy.read(FOLDER.resolve("policy.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DemoFiles() {}
}

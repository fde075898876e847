package dev.makegood.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What an amount counts: {@code MILES}, a currency of ISO 4217 with its exponent, {@code USE} or
 * {@code ITEM}. The table is that of the database ({@code db/units.csv}); any other code is refused
 * with {@link IllegalArgumentException}.
 */
public record Unit(String code, int scale, Form form) {

    /** How the unit is counted. */
    public enum Form {
        POINTS,
        CURRENCY,
        USE,
        ITEM
    }

    private static final Map<String, Unit> ALL = read();

    public static final Unit MILES = of("MILES");
    public static final Unit USD = of("USD");

    public static Unit of(String code) {
        Unit unit = ALL.get(code);
        if (unit == null) {
            throw new IllegalArgumentException("expected MILES, USE, ITEM or a currency code of ISO 4217");
        }
        return unit;
    }

    public static Unit parse(String text) {
        return of(text);
    }

    private static Map<String, Unit> read() {
        try (InputStream file = Objects.requireNonNull(Unit.class.getResourceAsStream("/db/units.csv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", 3))
                    .map(part -> new Unit(part[0], Integer.parseInt(part[1]), Form.valueOf(part[2])))
                    .collect(Collectors.toUnmodifiableMap(Unit::code, unit -> unit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return code;
    }
}

package dev.makegood.ledger.writer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements of a file in {@code ledger/}, each below a line {@code -- :name}. */
final class SqlFile {

    private final Map<String, String> statements;

    private SqlFile(Map<String, String> statements) {
        this.statements = statements;
    }

    static SqlFile read(String name) {
        try (InputStream file = Objects.requireNonNull(SqlFile.class.getResourceAsStream("/ledger/" + name), name)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return new SqlFile(Stream.of(text.split("(?m)^-- :", -1))
                    .skip(1)
                    .map(part -> part.split("\n", 2))
                    .collect(Collectors.toUnmodifiableMap(part -> part[0], part -> part[1].strip())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String get(String name) {
        return Objects.requireNonNull(statements.get(name), name);
    }
}

package dev.makegood.ledger.writer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Statements that are longer than a text block should be stand in files of their own. */
final class SqlFile {

    private SqlFile() {}

    static String read(String name) {
        try (InputStream file = Objects.requireNonNull(SqlFile.class.getResourceAsStream("/ledger/" + name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

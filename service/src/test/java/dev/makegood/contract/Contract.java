package dev.makegood.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The document {@code openapi.yaml}: its operations, and what it says about an exchange. */
final class Contract {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private static final Contract INSTANCE = read();

    private final JsonNode document;
    private final Schemas schemas;
    private final List<Operation> operations = new ArrayList<>();

    private Contract(JsonNode document, Schemas schemas) {
        this.document = document;
        this.schemas = schemas;
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(member -> {
                    if (METHODS.contains(member.getKey())) {
                        operations.add(new Operation(this, path.getKey(), member.getKey()));
                    }
                }));
    }

    static Contract get() {
        return INSTANCE;
    }

    private static Contract read() {
        try (InputStream file = Objects.requireNonNull(Contract.class.getResourceAsStream("/openapi.yaml"))) {
            String yaml = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return new Contract(new YAMLMapper().readTree(yaml), new Schemas(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** The operation that serves a request; a literal path goes before one with variables. */
    Optional<Operation> find(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.serves(method, path))
                .min((one, other) -> Integer.compare(
                        one.variables().size(), other.variables().size()));
    }

    Schemas schemas() {
        return schemas;
    }

    JsonNode at(String pointer) {
        return document.at(pointer);
    }

    /** Follows references until there is none. */
    String resolved(String pointer) {
        String place = pointer;
        while (at(place).has("$ref")) {
            place = at(place).path("$ref").asText().substring(1);
        }
        return place;
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}

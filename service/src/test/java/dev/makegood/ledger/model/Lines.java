package dev.makegood.ledger.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.ledger.Expiry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How rows read as text, the same for those that the model expects and those of the database. */
final class Lines {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private Lines() {}

    static String line(String table, @Nullable Object... values) {
        StringBuilder line = new StringBuilder(table);
        for (Object value : values) {
            line.append(' ').append(text(value));
        }
        return line.toString();
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Instant instant) {
            return MICROS.format(instant);
        }
        if (value instanceof Expiry expiry) {
            return text(expiry.at()) + " " + text(expiry.on()) + " "
                    + expiry.zone().getId();
        }
        if (value instanceof Collection<?> ids) {
            return ids.stream().map(Object::toString).sorted().collect(Collectors.joining(",", "{", "}"));
        }
        return value.toString();
    }

    /** Facts in the canonical form of the journal: members sorted, no white space. */
    static String json(Map<String, ?> facts) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(facts));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    static @Nullable String textOf(JsonNode json, String member) {
        JsonNode value = json.get(member);
        return value == null ? null : value.asText();
    }

    static @Nullable Long numberOf(JsonNode json, String member) {
        JsonNode value = json.get(member);
        return value == null ? null : Long.valueOf(value.asLong());
    }

    static @Nullable Instant instantOf(JsonNode json, String member) {
        String value = textOf(json, member);
        return value == null ? null : Instant.parse(value);
    }

    static String required(JsonNode json, String member) {
        JsonNode value = json.get(member);
        if (value == null) {
            throw new IllegalArgumentException("no " + member + " in " + json);
        }
        return value.asText();
    }

    static UUID nobody() {
        return new UUID(0, 0);
    }
}

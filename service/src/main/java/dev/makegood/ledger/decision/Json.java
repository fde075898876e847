package dev.makegood.ledger.decision;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object in one canonical form: members sorted, no white space, integers only. What is kept
 * in the journal is written with it, so the same facts are always the same bytes.
 */
public final class Json {

    private final Map<String, String> members = new TreeMap<>();

    public Json put(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, text(value));
        }
        return this;
    }

    private static String text(Object value) {
        if (value instanceof Number || value instanceof Boolean || value instanceof Json) {
            return value.toString();
        }
        if (value instanceof Collection<?> items) {
            StringBuilder text = new StringBuilder("[");
            for (Object item : items) {
                text.append(text.length() > 1 ? "," : "").append(text(item));
            }
            return text.append(']').toString();
        }
        return quoted(value.toString());
    }

    private static String quoted(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        members.forEach((name, value) -> text.append(text.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(value));
        return text.append('}').toString();
    }
}

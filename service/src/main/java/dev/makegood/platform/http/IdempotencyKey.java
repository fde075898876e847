package dev.makegood.platform.http;

import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Idempotency-Key} of draft-ietf-httpapi-idempotency-key-header: 1 to 255 visible ASCII
 * characters, either bare or as a quoted string of RFC 8941. Both forms of one text are the same key.
 */
public record IdempotencyKey(String value) {

    static final String HEADER = "Idempotency-Key";

    /** The longest key, in characters. */
    static final int MAX_LENGTH = 255;

    private static final String ACCEPTED = "must be 1 to 255 visible ASCII characters, bare or in double quotes";

    /** @throws ProblemException {@code missing_idempotency_key} or {@code invalid_idempotency_key} */
    static IdempotencyKey ofHeader(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw ProblemException.of(ProblemCode.MISSING_IDEMPOTENCY_KEY)
                    .at("header " + HEADER, "is required; " + ACCEPTED);
        }
        String text = header.trim();
        String value = text.startsWith("\"") ? unquoted(text) : text;
        if (value.isEmpty() || value.length() > MAX_LENGTH || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw refused();
        }
        return new IdempotencyKey(value);
    }

    private static String unquoted(String text) {
        if (text.length() < 2 || !text.endsWith("\"")) {
            throw refused();
        }
        var value = new StringBuilder(text.length());
        int end = text.length() - 1;
        for (int i = 1; i < end; i++) {
            char symbol = text.charAt(i);
            if (symbol == '\\') {
                i++;
                symbol = i < end ? text.charAt(i) : 0;
                if (symbol != '"' && symbol != '\\') {
                    throw refused();
                }
            } else if (symbol == '"') {
                throw refused();
            }
            value.append(symbol);
        }
        return value.toString();
    }

    private static ProblemException refused() {
        return ProblemException.of(ProblemCode.INVALID_IDEMPOTENCY_KEY).at("header " + HEADER, ACCEPTED);
    }
}

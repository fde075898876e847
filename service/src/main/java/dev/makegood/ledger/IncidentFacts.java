package dev.makegood.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * What is known of an incident when it is opened. Reason and channel are words of upper-case
 * letters, digits and underscores; severity is 1 (slight) to 4 (grave).
 */
public record IncidentFacts(String reason, int severity, String channel, String discoveredBy, Instant occurredAt) {

    private static final Pattern WORD = Pattern.compile("[A-Z][A-Z0-9_]{1,39}");

    public IncidentFacts {
        // The database keeps microseconds, and an answer given again must be the same to the letter.
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
        word(reason);
        word(channel);
        word(discoveredBy);
        if (severity < 1 || severity > 4) {
            throw new IllegalArgumentException("expected a severity from 1 to 4");
        }
    }

    private static void word(String text) {
        if (!WORD.matcher(text).matches()) {
            throw new IllegalArgumentException("expected 2 to 40 upper-case letters, digits or '_'");
        }
    }
}

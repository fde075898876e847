package dev.makegood.ledger;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an entry used of a window, in minor units of the company's currency; negative where a void
 * restored it. The period is a month ({@code 2026-11}) or the incident; a giver's day stands beside
 * its month, unless a void came when the day was over.
 */
public record Usage(
        Subject subject,
        UUID id,
        String period,
        long value,
        long total,
        @Nullable Day day,
        long version,
        long limitVersion) {

    /** The giver's local day, and its total after the entry. */
    public record Day(LocalDate date, long total) {}

    /** Whose window it is. */
    public enum Subject {
        AGENT,
        INCIDENT
    }

    public static final String WHOLE_INCIDENT = "INCIDENT";
}

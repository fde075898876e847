package dev.makegood.ledger;

import java.util.UUID;

/**
 * What an entry used of a window, in minor units of the company's currency; negative where a void
 * restored it. The period is a day ({@code 2026-11-21}), a month ({@code 2026-11}) or the incident.
 */
public record Usage(Subject subject, UUID id, String period, long value, long total, long version, long limitVersion) {

    /** Whose window it is. */
    public enum Subject {
        AGENT,
        INCIDENT
    }

    public static final String WHOLE_INCIDENT = "INCIDENT";
}

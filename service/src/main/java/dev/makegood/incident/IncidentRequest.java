package dev.makegood.incident;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.IncidentFacts;
import dev.makegood.platform.http.Check;
import dev.makegood.platform.http.FreeText;
import dev.makegood.platform.http.Reference;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An incident to open, by itself or with the remedy for it. */
public record IncidentRequest(
        @Nullable CustomerNumber customer,
        @Nullable Reason reason,
        @Nullable Integer severity,
        @Nullable Instant occurredAt,
        @Nullable Channel channel,
        @Nullable DiscoveredBy discoveredBy,
        @Nullable FreeText summary,
        @Nullable List<Reference> references) {

    private static final int WORST = 4;
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    /** Notes everything that is wrong with it, under a pointer. */
    public void check(Check check, String at, Instant now) {
        check.present(at + "/customer", customer)
                .present(at + "/reason", reason)
                .present(at + "/channel", channel)
                .that(
                        severity != null && severity >= 1 && severity <= WORST,
                        at + "/severity",
                        "must be an integer from 1 to " + WORST)
                .present(at + "/occurredAt", occurredAt);
        if (occurredAt != null) {
            check.that(!occurredAt.isAfter(now), at + "/occurredAt", "must not be in the future")
                    .that(!occurredAt.isBefore(FIRST), at + "/occurredAt", "must be in the year 2000 or later");
        }
        if (references != null) {
            check.list(at + "/references", references, 0, Command.MAX_REFERENCES)
                    .that(
                            new HashSet<>(references).size() == references.size(),
                            at + "/references",
                            "must not name a reference twice");
        }
    }

    /** The command; only for a request that has been checked. */
    public Command.OpenIncident command() {
        return new Command.OpenIncident(
                named(),
                new IncidentFacts(
                        Objects.requireNonNull(reason).name(),
                        Objects.requireNonNull(severity),
                        Objects.requireNonNull(channel).name(),
                        (discoveredBy == null ? DiscoveredBy.CUSTOMER : discoveredBy).name(),
                        Objects.requireNonNull(occurredAt).truncatedTo(ChronoUnit.MICROS)),
                references == null
                        ? List.of()
                        : references.stream().map(Reference::value).toList(),
                summary == null ? null : summary.value());
    }

    /** The customer that a checked request names. */
    public CustomerNumber named() {
        return Objects.requireNonNull(customer);
    }
}

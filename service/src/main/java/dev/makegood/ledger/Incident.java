package dev.makegood.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What went wrong for one customer, as it was opened. */
public record Incident(
        IncidentId id,
        CustomerId owner,
        ClaimNumber claim,
        IncidentFacts facts,
        Instant resolveBy,
        AgentId openedBy,
        CostCentreId costCentre,
        EntryId entry,
        @Nullable TextId summary,
        Instant recordedAt) {}

package dev.makegood.incident;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.IncidentId;
import java.time.Instant;

/** An incident as it was opened, with the company's number of its customer. Public, because JDBI makes it. */
public record IncidentRow(
        IncidentId id,
        CustomerId owner,
        CustomerNumber customer,
        ClaimNumber claimNumber,
        Reason reason,
        int severity,
        Instant occurredAt,
        Channel channel,
        DiscoveredBy discoveredBy,
        AgentId openedBy,
        Instant recordedAt,
        Instant resolveBy) {}

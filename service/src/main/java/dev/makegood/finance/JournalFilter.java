package dev.makegood.finance;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.IncidentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which entries of the journal are asked for; what is absent does not filter. */
public record JournalFilter(
        @Nullable AgentId agent,
        @Nullable CustomerNumber customer,
        @Nullable IncidentId incident,
        @Nullable CostCentreId costCentre,
        @Nullable Boolean accepted,
        @Nullable Instant from,
        @Nullable Instant to) {

    static final JournalFilter NONE = new JournalFilter(null, null, null, null, null, null, null);
}

package dev.makegood.ledger.writer;

import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.decision.AgentHead;
import dev.makegood.ledger.decision.CustomerHead;
import dev.makegood.ledger.decision.IncidentHead;
import dev.makegood.ledger.decision.Locks;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a batch holds locked, as it stood when the lock was given. */
final class Locked {

    /** The keys that this batch bound; the others are bound already. */
    final Set<UUID> ownKeys = new HashSet<>();

    final Set<Locks.Reference> ownReferences = new HashSet<>();
    final List<AgentHead> agents = new ArrayList<>();
    final List<IncidentHead> incidents = new ArrayList<>();
    final List<CustomerHead> heads = new ArrayList<>();
    final Map<CustomerId, ZoneId> zones = new HashMap<>();
    long settingsVersion;

    /** When a window was last used, for who changes the settings. */
    @Nullable
    Instant latestUse;
}

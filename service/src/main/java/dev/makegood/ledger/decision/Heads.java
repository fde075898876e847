package dev.makegood.ledger.decision;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.IncidentId;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The heads that one command has locked, as its decision moves them; the state itself stays as it was. */
final class Heads {

    private final State state;
    private final Locks locks;
    private final Map<AgentId, AgentHead> agents = new LinkedHashMap<>();
    private final Map<IncidentId, IncidentHead> incidents = new LinkedHashMap<>();
    private final Map<CustomerHead.Key, CustomerHead> units = new LinkedHashMap<>();

    Heads(State state, Locks locks) {
        this.state = state;
        this.locks = locks;
    }

    CustomerHead unit(CustomerHead.Key key) {
        return units.getOrDefault(key, state.head(key));
    }

    AgentHead agent(AgentId id) {
        return agents.getOrDefault(id, state.agent(id));
    }

    IncidentHead incident(IncidentId id) {
        return Objects.requireNonNull(known(id), "incident not locked");
    }

    private @Nullable IncidentHead known(IncidentId id) {
        IncidentHead moved = incidents.get(id);
        return moved == null ? state.incident(id) : moved;
    }

    void moves(AgentHead head) {
        agents.put(head.agent(), head);
    }

    void moves(IncidentHead head) {
        incidents.put(head.incident(), head);
    }

    void moves(CustomerHead head) {
        units.put(head.key(), head);
    }

    List<AgentHead> agents() {
        return List.copyOf(agents.values());
    }

    List<IncidentHead> incidents() {
        return List.copyOf(incidents.values());
    }

    List<CustomerHead> units() {
        return List.copyOf(units.values());
    }

    /** The version of every head that the command reads, as its own entry tells it: a verifier replays by them. */
    String versions() {
        return versions(null);
    }

    /** The same for an entry of one of the owners, which knows nothing of another's heads. */
    String versions(@Nullable CustomerId of) {
        StringBuilder text =
                new StringBuilder("settings=").append(state.settings().version());
        for (AgentId id : locks.agents()) {
            // Who is not in the registry has no head, and is refused.
            if (state.knows(id)) {
                text.append(" agent=").append(agent(id).version());
            }
        }
        for (IncidentId id : locks.incidents()) {
            IncidentHead head = known(id);
            if (head != null) {
                text.append(" incident=").append(head.version());
            }
        }
        TreeSet<String> zones = new TreeSet<>();
        CustomerHead.Key receiver = locks.receiver();
        for (CustomerHead.Key key : locks.heads()) {
            if (of == null ? key.equals(receiver) : !key.owner().equals(of)) {
                continue;
            }
            text.append(' ').append(key.unit()).append('=').append(unit(key).version());
            ZoneId zone = state.zone(key.owner());
            zones.add("zone=" + (zone == null ? "-" : zone.getId()));
        }
        if (of == null && receiver != null) {
            text.append(" receiver=").append(unit(receiver).version());
        }
        zones.forEach(zone -> text.append(' ').append(zone));
        return text.toString();
    }
}

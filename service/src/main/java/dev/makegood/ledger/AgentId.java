package dev.makegood.ledger;

import java.util.UUID;

/** Somebody, or a rule, who may give: an entry of the agent registry. */
public record AgentId(UUID value) implements Id {

    private static final String PREFIX = "agt_";

    public static AgentId parse(String text) {
        return new AgentId(Id.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return Id.text(PREFIX, value);
    }
}

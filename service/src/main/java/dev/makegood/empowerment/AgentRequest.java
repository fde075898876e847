package dev.makegood.empowerment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Role;
import dev.makegood.platform.http.Check;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody, or a rule, to bring into the registry. */
record AgentRequest(
        @Nullable Subject subject,
        @Nullable As role,
        @Nullable CodeWord level,
        @Nullable CostCentreKey costCentre,
        @Nullable AgentId manager,
        @Nullable List<CustomerNumber> ownCustomers,
        @Nullable List<CustomerNumber> household,
        @Nullable Instant activeFrom,
        @Nullable Instant activeTo) {

    /** In which role an agent's tokens come. */
    enum As {
        @JsonProperty("agent")
        AGENT(Role.AGENT),
        @JsonProperty("system")
        SYSTEM(Role.SYSTEM);

        private final Role role;

        As(Role role) {
            this.role = role;
        }
    }

    RegistrationRequest registration() {
        return new RegistrationRequest(level, costCentre, manager, ownCustomers, household, activeFrom, activeTo);
    }

    Check check() {
        return registration().check().present("/subject", subject);
    }

    Role as() {
        return role == null ? Role.AGENT : role.role;
    }
}

package dev.makegood.empowerment;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.platform.http.Check;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the registry is to know of an agent from now on, whole: what is left out is no longer so. */
record RegistrationRequest(
        @Nullable CodeWord level,
        @Nullable CostCentreKey costCentre,
        @Nullable AgentId manager,
        @Nullable List<CustomerNumber> ownCustomers,
        @Nullable List<CustomerNumber> household,
        @Nullable Instant activeFrom,
        @Nullable Instant activeTo) {

    Check check() {
        Check check = new Check().present("/level", level).present("/costCentre", costCentre);
        customers(check, "/ownCustomers", ownCustomers);
        customers(check, "/household", household);
        return check.that(
                activeFrom == null || activeTo == null || activeFrom.isBefore(activeTo),
                "/activeTo",
                "must be later than activeFrom");
    }

    private static void customers(Check check, String at, @Nullable List<CustomerNumber> customers) {
        if (customers != null) {
            check.list(at, customers, 0, SettingsCommand.Registration.MAX_CUSTOMERS);
        }
    }

    /** The registration, of a request that has been checked, by the code of its cost centre. */
    SettingsCommand.Registration registration(String costCentreCode) {
        return new SettingsCommand.Registration(
                Objects.requireNonNull(level).value(),
                costCentreCode,
                manager,
                ownCustomers == null ? List.of() : ownCustomers,
                household == null ? List.of() : household,
                activeFrom,
                activeTo);
    }
}

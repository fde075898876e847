package dev.makegood.empowerment;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.platform.http.Refusals;
import dev.makegood.platform.identity.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the registry says of an agent since this version, and who said so. */
record RegistrationView(
        long version,
        AgentId agent,
        String role,
        String subject,
        String level,
        CostCentreId costCentre,
        @Nullable AgentId manager,
        List<CustomerNumber> ownCustomers,
        List<CustomerNumber> household,
        Instant activeFrom,
        @Nullable Instant activeTo,
        @Nullable EditorView setBy,
        Instant recordedAt) {

    /** Whom it is about. */
    record Who(AgentId agent, String role, String subject) {}

    /** As a command has just said it. */
    static RegistrationView of(
            Who who,
            SettingsCommand.Registration says,
            CostCentreSql.@Nullable Row centre,
            Caller editor,
            Entry entry) {
        Instant from = says.activeFrom();
        return new RegistrationView(
                Refusals.facts(entry).path("version").asLong(),
                who.agent,
                who.role,
                who.subject,
                says.level(),
                Objects.requireNonNull(centre, "accepted without a cost centre").id(),
                says.manager(),
                says.ownCustomers(),
                says.household(),
                from == null ? entry.recordedAt() : from,
                says.activeTo(),
                new EditorView(editor.role().word(), editor.subject()),
                entry.recordedAt());
    }

    static RegistrationView of(RegistrationSql.Row row) {
        return new RegistrationView(
                row.version(),
                row.agent(),
                row.role(),
                row.subject(),
                row.level(),
                row.costCentre(),
                row.manager(),
                row.ownCustomers(),
                row.household(),
                row.activeFrom(),
                row.activeTo(),
                EditorView.of(row.setByRole(), row.setBySubject()),
                row.recordedAt());
    }
}

package dev.makegood.empowerment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.platform.http.Refusals;
import dev.makegood.platform.identity.Caller;
import java.time.Instant;
import java.util.List;
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
        @Nullable List<CustomerNumber> ownCustomers,
        @Nullable List<CustomerNumber> household,
        Instant activeFrom,
        @Nullable Instant activeTo,
        @Nullable EditorView setBy,
        Instant recordedAt) {

    /** Whom it is about. */
    record Who(AgentId agent, String role, String subject) {}

    /** As a command has just said it. */
    static RegistrationView of(Who who, SettingsCommand.Registration says, Caller editor, Entry entry) {
        Instant from = says.activeFrom();
        JsonNode facts = Refusals.facts(entry);
        return new RegistrationView(
                facts.path("version").asLong(),
                who.agent,
                who.role,
                who.subject,
                says.level(),
                CostCentreId.parse(facts.path("costCentre").asText()),
                says.manager(),
                says.ownCustomers(),
                says.household(),
                from == null ? entry.recordedAt() : from,
                says.activeTo(),
                new EditorView(editor.role().word(), editor.subject()),
                entry.recordedAt());
    }

    /** Finance sees who gives, and not with whom they live. */
    static RegistrationView of(RegistrationSql.Row row, Caller reader) {
        boolean told = reader.role() != Role.FINANCE;
        return new RegistrationView(
                row.version(),
                row.agent(),
                row.role(),
                row.subject(),
                row.level(),
                row.costCentre(),
                row.manager(),
                told ? row.ownCustomers() : null,
                told ? row.household() : null,
                row.activeFrom(),
                row.activeTo(),
                EditorView.of(row.setByRole(), row.setBySubject()),
                row.recordedAt());
    }
}

package dev.makegood.empowerment;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.platform.http.Refusals;
import dev.makegood.platform.identity.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A version of limits, for whom, from when to when, and who set it; a window that is left out is not limited. */
record LimitView(
        long version,
        @Nullable String level,
        @Nullable AgentId agent,
        @Nullable Amount incident,
        @Nullable Amount day,
        @Nullable Amount month,
        Instant validFrom,
        @Nullable Instant validTo,
        @Nullable EditorView setBy,
        Instant recordedAt) {

    /** As a command has just set it. */
    static LimitView of(SettingsCommand.SetLimits command, Caller editor, Entry entry) {
        SettingsCommand.LimitsFor of = command.of();
        Instant from = command.validFrom();
        Instant recorded = entry.recordedAt();
        return new LimitView(
                Refusals.facts(entry).path("version").asLong(),
                of instanceof SettingsCommand.LimitsFor.OfLevel level ? level.level() : null,
                of instanceof SettingsCommand.LimitsFor.OfAgent agent ? agent.agent() : null,
                amount(command.amounts().incident()),
                amount(command.amounts().day()),
                amount(command.amounts().month()),
                from == null || from.isBefore(recorded) ? recorded : from,
                command.validTo(),
                new EditorView(editor.role().word(), editor.subject()),
                recorded);
    }

    static LimitView of(LimitSql.Row row) {
        return new LimitView(
                row.version(),
                row.level(),
                row.agent(),
                amount(row.incident()),
                amount(row.day()),
                amount(row.month()),
                row.validFrom(),
                row.validTo(),
                EditorView.of(row.setByRole(), row.setBySubject()),
                row.recordedAt());
    }

    static @Nullable Amount amount(@Nullable Long limit) {
        return limit == null ? null : new Amount(limit, Refusals.COMPANY);
    }
}

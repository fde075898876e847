package dev.makegood.ledger.decision;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Reminder;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.TextId;
import dev.makegood.ledger.Usage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that follows from one command: its outcome, the entries to append, and the rows that move. */
public record Decision(
        Outcome outcome,
        List<Entry> entries,
        List<AgentHead> agents,
        List<IncidentHead> incidents,
        List<CustomerHead> heads,
        List<Usage> usage,
        List<Zone> zones,
        List<Locks.Reference> references,
        List<Text> texts,
        List<CodeRow> codes,
        List<Reminder> reminders,
        @Nullable Purchase purchase,
        @Nullable Held held,
        @Nullable Setting setting,
        @Nullable Report report,
        @Nullable Resolved resolved) {

    /** Of a command that was not done: only what was due, and what was said. */
    static Decision of(Outcome outcome, List<Entry> entries, List<CustomerHead> heads, List<Reminder> reminders) {
        return new Decision(
                outcome, entries, List.of(), List.of(), heads, List.of(), List.of(), List.of(), List.of(), List.of(),
                reminders, null, null, null, null, null);
    }

    /** From now on the credit has this code and no other. */
    public record CodeRow(CreditId credit, CustomerId owner, EntryId entry, Request.NewCode code) {}

    /** A customer's zone, set now. */
    public record Zone(
            CustomerId customer, ZoneId zone, @Nullable String jurisdiction) {}

    /** A text to keep apart from the ledger. */
    public record Text(TextId id, UUID owner, Request.Salt salt, String body) {}

    /** The till's reference, kept apart from the ledger. */
    public record Purchase(EntryId redemption, UUID owner, Command.Purchase purchase) {}

    /** A hold, who placed it, where its captures go, what its percentages came to, and whether whose it is stays untold. */
    public record Held(
            EntryId id,
            CustomerId owner,
            PrincipalId by,
            Account redeemer,
            Instant endsAt,
            Discounts discounts,
            boolean byBearer,
            Instant recordedAt) {}

    /** A change of the settings, the version that it makes, the id of what it creates, who made it, and from when it counts. */
    public record Setting(SettingsCommand command, long version, UUID id, PrincipalId by, Instant from) {}

    /** How an incident ended, and who said so. */
    public record Resolved(
            IncidentId incident,
            CustomerId owner,
            String outcome,
            PrincipalId by,
            @Nullable TextId note,
            EntryId entry,
            Instant recordedAt) {}

    /** Whether a reminder reached its customer. */
    public record Report(Reminder reminder, boolean delivered, EntryId entry, Instant recordedAt) {}
}

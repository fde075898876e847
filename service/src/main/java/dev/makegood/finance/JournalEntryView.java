package dev.makegood.finance;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.credit.PostingType;
import dev.makegood.finance.JournalSql.EntryRow;
import dev.makegood.finance.JournalSql.PostingRow;
import dev.makegood.finance.JournalSql.UsageRow;
import dev.makegood.ledger.Account;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Limits;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Usage;
import dev.makegood.platform.http.SignedAmount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One command and its outcome, with all that it moved. */
record JournalEntryView(
        EntryId id,
        String command,
        Result outcome,
        @Nullable String code,
        ActorView actor,
        @Nullable CustomerNumber customer,
        @Nullable IncidentId incident,
        @Nullable CostCentreId costCentre,
        Instant recordedAt,
        Instant effectiveAt,
        List<PostingView> postings,
        List<UsageView> usage) {

    /** How a command ended; why it was refused stands beside. */
    public enum Result {
        @JsonProperty("accepted")
        ACCEPTED,
        @JsonProperty("refused")
        REFUSED
    }

    /** Who gave the command. */
    record ActorView(
            String role, @Nullable AgentId agent, @Nullable String subject) {}

    /** One movement from an account to another. */
    record PostingView(
            PostingType type,
            AccountView from,
            AccountView to,
            Amount amount,
            @Nullable Long version) {

        static PostingView of(PostingRow row) {
            Account.Kind from = Account.Kind.valueOf(row.fromKind());
            Account.Kind to = Account.Kind.valueOf(row.toKind());
            return new PostingView(
                    PostingType.of(from, to),
                    AccountView.of(from, row.fromParty(), row.fromPartner()),
                    AccountView.of(to, row.toParty(), row.toPartner()),
                    new Amount(row.amount(), row.unit()),
                    row.headVersion());
        }
    }

    /** What the entry took from a window or gave back to it, and the window's limit where it was asked. */
    record UsageView(
            String window,
            SignedAmount value,
            Amount total,
            @Nullable Amount limit) {

        static UsageView of(UsageRow row, List<Limits.Window> windows) {
            Long limit = windows.stream()
                    .filter(window -> window.period().equals(row.period()))
                    .findFirst()
                    .map(Limits.Window::limit)
                    .orElse(null);
            return new UsageView(
                    word(row.period()),
                    SignedAmount.of(row.value(), row.currency()),
                    new Amount(row.total(), row.currency()),
                    limit == null ? null : new Amount(limit, row.currency()));
        }

        private static String word(String period) {
            if (period.equals(Usage.WHOLE_INCIDENT)) {
                return "incident";
            }
            return period.length() == "2026-11".length() ? "month" : "day";
        }
    }

    static JournalEntryView of(EntryRow row, List<PostingRow> postings, List<UsageRow> usage) {
        boolean accepted = row.outcome().equals(Entry.ACCEPTED);
        Role role = Role.of(row.role());
        boolean agent = role == Role.AGENT || role == Role.SYSTEM;
        List<Limits.Window> windows =
                row.limits() == null ? List.of() : Limits.parse(row.limits()).windows();
        return new JournalEntryView(
                row.id(),
                row.command(),
                accepted ? Result.ACCEPTED : Result.REFUSED,
                accepted ? null : row.outcome(),
                new ActorView(role.word(), agent ? new AgentId(row.actor().value()) : null, row.subject()),
                row.customer(),
                row.incident(),
                row.costCentre(),
                row.recordedAt(),
                row.effectiveAt(),
                postings.stream().map(PostingView::of).toList(),
                usage.stream().map(used -> UsageView.of(used, windows)).toList());
    }
}

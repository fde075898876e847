package dev.makegood.credit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Posting;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A credit handed on, or to be. Who asks reads both customers, and the receiver's side what arrived. */
record TransferView(
        TransferId id,
        State state,
        CreditId credit,
        @Nullable CustomerNumber from,
        @Nullable CustomerNumber to,
        @Nullable String note,
        @Nullable Amount amount,
        @Nullable CreditId received,
        Instant requestedAt,
        @Nullable Instant completedAt) {

    /** Whether its holder still has to confirm it. */
    public enum State {
        @JsonProperty("requested")
        REQUESTED,
        @JsonProperty("completed")
        COMPLETED
    }

    /** Is this the entry that asked for a transfer? */
    static boolean asks(Entry entry) {
        return entry.accepted()
                && (entry.command().startsWith("request_transfer/")
                        || entry.command().startsWith("transfer_credit/"));
    }

    /** What was asked for just now, and done at once if its holder did. */
    static TransferView asked(Entry entry, CreditId credit) {
        List<Posting> postings = entry.effects().postings();
        boolean done = !postings.isEmpty();
        return new TransferView(
                new TransferId(entry.id()),
                done ? State.COMPLETED : State.REQUESTED,
                credit,
                null,
                null,
                null,
                done ? postings.get(0).amount() : null,
                null,
                entry.recordedAt(),
                done ? entry.recordedAt() : null);
    }
}

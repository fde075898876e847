package dev.makegood.credit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.platform.http.Refusals;
import dev.makegood.platform.identity.Caller;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Transfers as they were asked for and as they ended, for both sides and for those who may see everybody. */
public final class Transfers {

    private final TransferSql sql;
    private final Function<EntryId, Optional<Entry>> journal;

    public Transfers(Jdbi reads, Function<EntryId, Optional<Entry>> journal) {
        this.sql = reads.onDemand(TransferSql.class);
        this.journal = journal;
    }

    TransferView transfer(Caller caller, TransferId id) {
        Entry asked = journal.apply(id.entry()).filter(TransferView::asks).orElseThrow(Transfers::unknown);
        JsonNode facts = Refusals.facts(asked);
        CreditId credit = CreditId.parse(facts.path("credit").asText());
        CustomerId to = CustomerId.parse(facts.path("to").asText());
        CreditId received = new CreditId(EntryId.derive(id.entry().value(), 1));
        TransferSql.TransferRow row = sql.transfer(
                        credit, to, received, EntryId.derive(id.entry().value(), 0))
                .orElseThrow(Transfers::unknown);
        if (!mayTouch(caller, row.giver()) && !mayTouch(caller, row.receiver())) {
            throw unknown();
        }
        boolean done = row.amount() != null;
        return new TransferView(
                id,
                done ? TransferView.State.COMPLETED : TransferView.State.REQUESTED,
                credit,
                row.giver(),
                row.receiver(),
                row.note(),
                row.amount() == null ? null : new Amount(row.amount(), row.unit()),
                done && mayTouch(caller, row.receiver()) ? received : null,
                asked.recordedAt(),
                row.completedAt());
    }

    private static boolean mayTouch(Caller caller, @Nullable CustomerNumber customer) {
        return customer != null && caller.mayTouch(customer);
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "No transfer of yours has this id.");
    }
}

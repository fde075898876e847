package dev.makegood.redemption;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Role;
import dev.makegood.platform.identity.Caller;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Redemptions and reversals as they were decided, for those who may see them. */
public final class Redemptions {

    private final RedemptionSql sql;
    private final Function<EntryId, Optional<Entry>> journal;

    public Redemptions(Jdbi reads, Function<EntryId, Optional<Entry>> journal) {
        this.sql = reads.onDemand(RedemptionSql.class);
        this.journal = journal;
    }

    /** Whose credits a redemption took from, unless that is nobody's business, and what each was given with. */
    record Taken(@Nullable CustomerNumber customer, Map<CreditId, Long> faces) {}

    RedemptionView redemption(Caller caller, RedemptionId id) {
        Entry entry = journal.apply(id.entry()).filter(RedemptionView::isOf).orElseThrow(Redemptions::unknown);
        CustomerNumber customer = taken(caller, id.entry()).customer();
        ownToPartner(caller, entry);
        HoldId hold = RedemptionView.hold(entry);
        Amount total = sql.purchase(hold == null ? id.entry() : hold.entry())
                .map(bought -> new Amount(bought.total(), bought.unit()))
                .orElse(null);
        List<Amount> left = sql.left(id.entry()).stream()
                .map(row -> new Amount(row.amount(), row.unit()))
                .toList();
        return RedemptionView.of(entry, customer, total, left);
    }

    ReversalView reversal(Caller caller, ReversalId id) {
        Entry entry = journal.apply(id.entry()).orElseThrow(Redemptions::unknown);
        EntryId redemption = ReversalView.redemption(entry).orElseThrow(Redemptions::unknown);
        Taken taken = taken(caller, redemption);
        ownToPartner(caller, entry);
        return ReversalView.of(entry, redemption, taken.customer(), taken.faces());
    }

    /** @throws ProblemException {@code not_found} for a redemption that is unknown or out of the caller's reach */
    Taken taken(Caller caller, EntryId redemption) {
        List<RedemptionSql.TakenRow> rows = sql.taken(redemption);
        Entry entry = rows.isEmpty() ? null : journal.apply(redemption).orElse(null);
        if (entry == null) {
            throw unknown();
        }
        boolean near = caller.mayTouch(rows.get(0).customer());
        boolean byBearer = RedemptionView.byBearer(entry);
        // Whoever spent a bearer's code may see to it that it is given back.
        if (!near && !(byBearer && entry.actor().id().equals(caller.id()))) {
            throw unknown();
        }
        return new Taken(
                byBearer ? null : rows.get(0).customer(),
                rows.stream()
                        .collect(Collectors.toMap(
                                RedemptionSql.TakenRow::credit, RedemptionSql.TakenRow::face, (one, same) -> one)));
    }

    private static void ownToPartner(Caller caller, Entry entry) {
        if (caller.role() == Role.PARTNER && !entry.actor().id().equals(caller.id())) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "Nothing of yours has this id.");
    }
}

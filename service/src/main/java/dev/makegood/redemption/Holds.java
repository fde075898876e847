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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Holds as they were placed and as they stand, for those who may see them. */
public final class Holds {

    private final HoldSql sql;
    private final Function<EntryId, Optional<Entry>> journal;
    private final InstantSource clock;

    public Holds(Jdbi reads, Function<EntryId, Optional<Entry>> journal, InstantSource clock) {
        this.sql = reads.onDemand(HoldSql.class);
        this.journal = journal;
        this.clock = clock;
    }

    /** Whose credits a hold is on, unless that is nobody's business, and what each was given with. */
    record Held(@Nullable CustomerNumber customer, Map<CreditId, Long> faces) {}

    HoldView hold(Caller caller, HoldId id) {
        HoldSql.HoldRow row = row(caller, id);
        Entry entry = journal.apply(id.entry()).orElseThrow(Holds::unknown);
        Amount total = sql.purchase(id.entry())
                .map(bought -> new Amount(bought.total(), bought.unit()))
                .orElse(null);
        Instant now = clock.instant();
        return HoldView.of(entry, row.told(), total).now(sql.lines(id.entry()), !now.isBefore(row.endsAt()));
    }

    /** @throws ProblemException {@code not_found} for a hold that is unknown or out of the caller's reach */
    Held held(Caller caller, HoldId id) {
        HoldSql.HoldRow row = row(caller, id);
        List<HoldSql.LineRow> lines = sql.lines(id.entry());
        return new Held(
                row.told(),
                lines.stream()
                        .collect(Collectors.toMap(HoldSql.LineRow::credit, HoldSql.LineRow::face, (one, same) -> one)));
    }

    private HoldSql.HoldRow row(Caller caller, HoldId id) {
        HoldSql.HoldRow row = sql.hold(id.entry()).orElseThrow(Holds::unknown);
        boolean own = caller.role() != Role.PARTNER
                || row.placedBy().value().equals(caller.id().value());
        if (!own || !(row.byBearer() || caller.mayTouch(row.customer()))) {
            throw unknown();
        }
        return row;
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "Nothing of yours has this id.");
    }
}

package dev.makegood.statement;

import dev.makegood.credit.LatestRow;
import dev.makegood.ledger.Account;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/**
 * A row of a customer's history in one unit: a posting, or a change without value and so without accounts. Without a
 * credit it moves the date of every live credit. Public, because JDBI makes it.
 *
 * @param reverses the redemption that a posting gives back, or the hold that it captures or releases
 * @param holdEnds the end of the hold that a posting places, captures or releases
 * @param due whether it only records what time had decided before
 * @param latest the credit after it
 */
public record StatementRow(
        Unit unit,
        EntryId entry,
        @Nullable CreditId credit,
        Account.@Nullable Kind fromKind,
        Account.@Nullable Kind toKind,
        @Nullable EntryId reverses,
        @Nullable Instant holdEnds,
        boolean due,
        Instant recordedAt,
        @Nested LatestRow latest) {}

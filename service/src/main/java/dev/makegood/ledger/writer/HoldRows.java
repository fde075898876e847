package dev.makegood.ledger.writer;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Posting;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.decision.Discounts;
import dev.makegood.ledger.decision.Known;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Holds as they were placed, read posting by posting. */
final class HoldRows {

    static final String SQL = """
            select p.entry, p.number, p.owner, p.unit, p.amount, p.from_kind, p.from_party, p.to_kind, p.to_party,
              p.credit, p.reverses, p.reverses_number, p.head_version, p.available, p.held, p.state, p.expires_at,
              p.expires_on, p.zone, p.open, p.holds, p.line, h.placed_by, h.redeemer, h.discounts, h.by_bearer
            from hold h join posting p on p.entry = h.id and p.owner = h.owner
            where h.id = any (?::uuid[]) and p.to_kind = 'HELD' order by p.entry, p.number
            """;

    private final Map<UUID, List<Posting>> lines = new HashMap<>();

    /** The hold of a row, with its postings up to this one. */
    Known.Hold hold(Columns row) throws SQLException {
        UUID id = row.uuid("entry");
        List<Posting> own = lines.computeIfAbsent(id, hold -> new ArrayList<>());
        own.add(EntryRows.posting(row));
        return new Known.Hold(
                new EntryId(id),
                new CustomerId(row.uuid("owner")),
                new PrincipalId(row.uuid("placed_by")),
                Account.redeemed(row.uuid("redeemer")),
                Discounts.parse(row.textOrNull("discounts")),
                row.flag("by_bearer"),
                List.copyOf(own));
    }
}

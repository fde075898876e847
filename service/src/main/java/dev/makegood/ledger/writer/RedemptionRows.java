package dev.makegood.ledger.writer;

import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Posting;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.decision.Known;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Redemptions as they were made, read posting by posting. */
final class RedemptionRows {

    /** What was captured was taken when it was set aside: its hold's posting tells whether that was in grace. */
    static final String SQL = """
            select coalesce(h.state, p.state) as taken_in, p.entry, p.number, p.owner, p.unit, p.amount, p.from_kind, p.from_party, p.to_kind, p.to_party,
              p.credit, p.reverses, p.reverses_number, p.head_version, p.available, p.held, p.state, p.expires_at,
              p.expires_on, p.zone, p.open, p.holds, p.line, j.actor
            from journal j join posting p on p.entry = j.id and p.owner = j.owner
            left join posting h on h.entry = p.reverses and h.number = p.reverses_number and h.owner = p.owner
            where j.id = any (?::uuid[]) and p.to_kind = 'REDEEMED' order by p.entry, p.number
            """;

    private final Map<UUID, List<Posting>> lines = new HashMap<>();
    private final Map<UUID, Set<Integer>> inGrace = new HashMap<>();

    /** The redemption of a row, with its postings up to this one. */
    Known.Redemption redemption(Columns row) throws SQLException {
        UUID id = row.uuid("entry");
        List<Posting> own = lines.computeIfAbsent(id, redemption -> new ArrayList<>());
        Set<Integer> graced = inGrace.computeIfAbsent(id, redemption -> new HashSet<>());
        Posting line = EntryRows.posting(row);
        own.add(line);
        String state = row.textOrNull("taken_in");
        if (state != null && CreditState.valueOf(state).grace()) {
            graced.add(line.number());
        }
        return new Known.Redemption(
                new EntryId(id),
                new CustomerId(row.uuid("owner")),
                new PrincipalId(row.uuid("actor")),
                List.copyOf(own),
                Set.copyOf(graced));
    }
}

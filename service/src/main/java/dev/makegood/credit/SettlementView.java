package dev.makegood.credit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Posting;
import dev.makegood.platform.http.Refusals;
import java.time.Instant;

/** What a receipt was paid, and what of the cap went back to who funded it. */
record SettlementView(CreditId credit, Amount paid, Amount backToFunding, EntryId entry, Instant recordedAt) {

    static SettlementView of(Entry entry) {
        Posting paid = entry.effects().postings().get(0);
        JsonNode facts = Refusals.facts(entry);
        return new SettlementView(
                paid.credit(),
                paid.amount(),
                new Amount(facts.path("backToFunding").asLong(), paid.amount().unit()),
                entry.id(),
                entry.recordedAt());
    }
}

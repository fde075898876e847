package dev.makegood.credit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Posting;
import dev.makegood.platform.http.Refusals;
import java.time.Instant;

/** What a void brought back and what it did not. */
record VoidView(
        CreditId credit, Amount voided, Amount notRecovered, Amount restored, EntryId entry, Instant recordedAt) {

    static VoidView of(Entry entry) {
        Posting taken = entry.effects().postings().get(0);
        JsonNode facts = Refusals.facts(entry);
        return new VoidView(
                taken.credit(),
                taken.amount(),
                new Amount(facts.path("notRecovered").asLong(), taken.amount().unit()),
                new Amount(facts.path("restored").asLong(), Refusals.COMPANY),
                entry.id(),
                entry.recordedAt());
    }
}

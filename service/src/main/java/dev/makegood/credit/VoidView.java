package dev.makegood.credit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.platform.http.Refusals;
import java.time.Instant;
import java.util.Objects;

/** What a void brought back and what it did not. */
record VoidView(
        CreditId credit, Amount voided, Amount notRecovered, Amount restored, EntryId entry, Instant recordedAt) {

    static VoidView of(Entry entry) {
        OpenCredit voided = voided(entry.effects());
        JsonNode facts = Refusals.facts(entry);
        return new VoidView(
                voided.id(),
                new Amount(facts.path("taken").asLong(), voided.unit()),
                new Amount(facts.path("notRecovered").asLong(), voided.unit()),
                new Amount(facts.path("restored").asLong(), Refusals.COMPANY),
                entry.id(),
                entry.recordedAt());
    }

    /** The credit after it; where all of it is held nothing moved. */
    private static OpenCredit voided(Entry.Effects effects) {
        return effects.postings().isEmpty()
                ? Objects.requireNonNull(effects.changes().get(0).after())
                : effects.postings().get(0).touched();
    }
}

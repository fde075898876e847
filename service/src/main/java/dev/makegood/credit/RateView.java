package dev.makegood.credit;

import dev.makegood.ledger.Entry;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.http.DecimalText;
import dev.makegood.platform.http.Refusals;
import java.time.Instant;

/** A rate as it was added: minor units of the currency for one minor unit given as the kind. */
record RateView(
        long version,
        String name,
        CreditKind kind,
        Unit unit,
        Unit currency,
        DecimalText customer,
        DecimalText fair,
        DecimalText expectedCost,
        Instant validFrom,
        Instant recordedAt) {

    /** The rate that a command added, as its entry in the journal has it. */
    static RateView of(SettingsCommand.AddRate rate, Entry entry) {
        Instant recorded = entry.recordedAt();
        Instant asked = rate.validFrom();
        return new RateView(
                Refusals.facts(entry).path("version").asLong(),
                rate.name(),
                CreditKind.of(rate.kind()),
                rate.unit(),
                rate.worth().currency(),
                DecimalText.of(rate.worth().customer()),
                DecimalText.of(rate.worth().fair()),
                DecimalText.of(rate.worth().cost()),
                asked == null || asked.isBefore(recorded) ? recorded : asked,
                recorded);
    }

    static RateView of(RateSql.Row row) {
        return new RateView(
                row.version(),
                row.name(),
                CreditKind.of(row.kind()),
                row.unit(),
                row.currency(),
                DecimalText.of(row.customer()),
                DecimalText.of(row.fair()),
                DecimalText.of(row.cost()),
                row.validFrom(),
                row.recordedAt());
    }
}

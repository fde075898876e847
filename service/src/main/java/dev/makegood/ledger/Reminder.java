package dev.makegood.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** That so many days before a local date a customer was to be told which of their credits end with it. */
public record Reminder(ReminderId id, Occasion occasion, List<CreditId> credits, Instant recordedAt) {

    /** There is one reminder for each of these, whoever comes to make it. */
    public record Occasion(CustomerId owner, Unit unit, LocalDate expiresOn, int days) {}

    public CustomerId owner() {
        return occasion.owner;
    }

    public Unit unit() {
        return occasion.unit;
    }
}

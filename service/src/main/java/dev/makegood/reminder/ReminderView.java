package dev.makegood.reminder;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.ReminderId;
import dev.makegood.reminder.ReminderSql.ReminderRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** That a customer was to be told of credits which end with a day. */
record ReminderView(
        ReminderId id,
        CustomerNumber customer,
        int days,
        LocalDate expiresOn,
        List<CreditView> credits,
        Instant recordedAt,
        @Nullable DeliveryView delivery) {

    /** One of the credits, with what was available of it when the reminder was made. */
    record CreditView(CreditId credit, Amount available) {}

    /** What was reported of it. */
    record DeliveryView(Delivered outcome, Instant reportedAt) {}

    static ReminderView of(ReminderRow row, List<ReminderSql.CreditRow> credits) {
        return new ReminderView(
                row.id(),
                row.customer(),
                row.days(),
                row.expiresOn(),
                credits.stream()
                        .map(credit -> new CreditView(credit.credit(), new Amount(credit.available(), row.unit())))
                        .toList(),
                row.recordedAt(),
                row.outcome() == null || row.reportedAt() == null
                        ? null
                        : new DeliveryView(Delivered.of(row.outcome()), row.reportedAt()));
    }
}

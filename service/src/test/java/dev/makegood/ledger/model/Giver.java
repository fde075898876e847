package dev.makegood.ledger.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;

/** An agent's windows: what was given on the current local day and in its month. */
final class Giver {

    final UUID id;
    long version;
    LocalDate day = LocalDate.MIN;
    long dayUsed;
    long monthUsed;
    Instant recordedAt = Instant.MIN;

    Giver(UUID id) {
        this.id = id;
    }

    /** The windows on a local day; a day never comes again once it is over. */
    record Day(LocalDate day, long dayUsed, long monthUsed) {

        String month() {
            return YearMonth.from(day).toString();
        }
    }

    Day on(LocalDate today) {
        if (!today.isAfter(day)) {
            return new Day(day, dayUsed, monthUsed);
        }
        return new Day(today, 0, YearMonth.from(today).equals(YearMonth.from(day)) ? monthUsed : 0);
    }

    void moves(Day before, long ofDay, long ofMonth, Instant now) {
        version++;
        day = before.day;
        dayUsed = before.dayUsed + ofDay;
        monthUsed = before.monthUsed + ofMonth;
        recordedAt = now;
    }
}

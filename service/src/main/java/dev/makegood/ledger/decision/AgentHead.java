package dev.makegood.ledger.decision;

import dev.makegood.ledger.AgentId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * What an agent has given on the local day and in its month, in minor units of the company's
 * currency. The day never goes back: after a move to a zone where it is still yesterday, the later
 * day keeps counting, so that no window can be used twice.
 */
public record AgentHead(AgentId agent, long version, LocalDate day, long dayUsed, long monthUsed, Instant recordedAt) {

    AgentHead turnedTo(LocalDate today) {
        if (!today.isAfter(day)) {
            return this;
        }
        boolean sameMonth = YearMonth.from(today).equals(YearMonth.from(day));
        return new AgentHead(agent, version, today, 0, sameMonth ? monthUsed : 0, recordedAt);
    }

    AgentHead used(long ofDay, long ofMonth, Instant now) {
        return new AgentHead(
                agent, version + 1, day, Math.addExact(dayUsed, ofDay), Math.addExact(monthUsed, ofMonth), now);
    }

    String month() {
        return YearMonth.from(day).toString();
    }
}

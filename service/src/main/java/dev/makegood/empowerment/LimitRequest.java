package dev.makegood.empowerment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.platform.http.Check;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a level, or for a time one agent, may give for one incident, a day and a month. Each window has a limit or is
 * named as one without: what somebody forgot is never boundless.
 */
record LimitRequest(
        @Nullable CodeWord level,
        @Nullable AgentId agent,
        @Nullable Amount incident,
        @Nullable Amount day,
        @Nullable Amount month,
        @Nullable List<Window> notLimited,
        @Nullable Instant validFrom,
        @Nullable Instant validTo) {

    /** The windows that a limit is for. */
    enum Window {
        @JsonProperty("incident")
        INCIDENT,
        @JsonProperty("day")
        DAY,
        @JsonProperty("month")
        MONTH
    }

    /** @throws dev.makegood.problem.ProblemException naming everything that is wrong */
    SettingsCommand.SetLimits command(Instant now) {
        Check check = new Check()
                .that(level != null || agent != null, "/level", "is required, or else an agent")
                .that(level == null || agent == null, "/agent", "must be left out with a level")
                .that(
                        agent == null || validTo != null,
                        "/validTo",
                        "is required for an agent: what is one person's own ends");
        if (notLimited != null) {
            check.list("/notLimited", notLimited, 0, Window.values().length);
        }
        window(check, "/incident", incident, Window.INCIDENT);
        window(check, "/day", day, Window.DAY);
        window(check, "/month", month, Window.MONTH);
        Instant from = validFrom == null || validFrom.isBefore(now) ? now : validFrom;
        check.that(validTo == null || validTo.isAfter(from), "/validTo", "must be later than it begins, and to come")
                .done();
        return new SettingsCommand.SetLimits(
                agent == null
                        ? new SettingsCommand.LimitsFor.OfLevel(
                                Objects.requireNonNull(level).value())
                        : new SettingsCommand.LimitsFor.OfAgent(agent),
                new SettingsCommand.LimitAmounts(Settings.CURRENCY, minor(incident), minor(day), minor(month)),
                validFrom,
                validTo);
    }

    private void window(Check check, String at, @Nullable Amount limit, Window window) {
        boolean free = notLimited != null && notLimited.contains(window);
        check.that(limit != null || free, at, "is required, unless notLimited names it")
                .that(limit == null || !free, at, "must be left out where notLimited names it")
                .that(
                        limit == null || limit.unit().equals(Settings.CURRENCY),
                        at + "/unit",
                        "must be " + Settings.CURRENCY + ", the company's currency");
    }

    private static @Nullable Long minor(@Nullable Amount amount) {
        return amount == null ? null : Long.valueOf(amount.minor());
    }
}

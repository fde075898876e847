package dev.makegood.empowerment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Unit;
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
        @Nullable Limit incident,
        @Nullable Limit day,
        @Nullable Limit month,
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

    /** A limit in minor units of the company's currency; nothing is one too. */
    record Limit(@Nullable Long amount, @Nullable Unit unit) {}

    /** @throws dev.makegood.problem.ProblemException naming everything that is wrong */
    SettingsCommand.SetLimits command() {
        Check check = new Check()
                .that(level != null || agent != null, "/level", "is required, or else an agent")
                .that(level == null || agent == null, "/agent", "must be left out with a level")
                .that(
                        agent == null || validTo != null,
                        "/validTo",
                        "is required for an agent: what is one person's own ends");
        if (notLimited != null) {
            check.list("/notLimited", notLimited, 0, Window.values().length)
                    .that(
                            notLimited.stream().distinct().count() == notLimited.size(),
                            "/notLimited",
                            "must not name a window twice");
        }
        window(check, "/incident", incident, Window.INCIDENT);
        window(check, "/day", day, Window.DAY);
        window(check, "/month", month, Window.MONTH);
        check.that(
                        validFrom == null || validTo == null || validTo.isAfter(validFrom),
                        "/validTo",
                        "must be later than validFrom")
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

    private void window(Check check, String at, @Nullable Limit limit, Window window) {
        boolean free = notLimited != null && notLimited.contains(window);
        check.that(limit != null || free, at, "is required, unless notLimited names it")
                .that(limit == null || !free, at, "must be left out where notLimited names it")
                .that(
                        limit == null || (limit.amount != null && limit.amount >= 0 && limit.amount <= Amount.MAX),
                        at + "/amount",
                        "must be an integer from 0 to " + Amount.MAX)
                .that(
                        limit == null || Settings.CURRENCY.equals(limit.unit),
                        at + "/unit",
                        "must be " + Settings.CURRENCY + ", the company's currency");
    }

    private static @Nullable Long minor(@Nullable Limit limit) {
        return limit == null ? null : limit.amount;
    }
}

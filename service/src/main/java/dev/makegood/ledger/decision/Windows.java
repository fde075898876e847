package dev.makegood.ledger.decision;

import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Limits;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Usage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The three windows that bound what a giver may give: the incident's, which sums what anybody gave
 * for it, and the giver's own local day and month.
 */
final class Windows {

    private Windows() {}

    /** A giver for whom no limits were ever set may give nothing. */
    static Limits of(Draft draft, Settings.Agent agent, long given, AgentHead head, long value) {
        Optional<Settings.LimitVersion> limits = draft.state.settings().limitsOf(agent, draft.now);
        SettingsCommand.LimitAmounts amounts =
                limits.map(Settings.LimitVersion::amounts).orElse(null);
        return new Limits(
                agent.level(),
                limits.map(Settings.LimitVersion::version).orElse(0L),
                List.of(
                        new Limits.Window(
                                "incident",
                                Usage.WHOLE_INCIDENT,
                                amounts == null ? Long.valueOf(0) : amounts.incident(),
                                given,
                                value),
                        new Limits.Window(
                                "day",
                                head.day().toString(),
                                amounts == null ? Long.valueOf(0) : amounts.day(),
                                head.dayUsed(),
                                value),
                        new Limits.Window(
                                "month",
                                head.month(),
                                amounts == null ? Long.valueOf(0) : amounts.month(),
                                head.monthUsed(),
                                value)));
    }

    /** The tightest window that the value does not fit, if any. */
    static Limits.@Nullable Window exceeded(Limits limits) {
        return limits.windows().stream()
                .filter(window -> !window.fits())
                .min(Comparator.comparingLong(Limits.Window::remaining))
                .orElse(null);
    }

    static Json facts(Draft draft, Settings.Agent agent, Limits.Window window) {
        Settings.Level level = draft.state.settings().levels().get(agent.level());
        return new Json()
                .put("limit", window.name())
                .put("period", window.period())
                .put("max", window.limit())
                .put("used", window.used())
                .put("remaining", window.remaining())
                .put("requested", window.value())
                .put("mayApprove", level == null ? List.of() : level.overLimitTo());
    }

    static void use(Draft draft, IncidentId incident, AgentHead head, long value, long limitVersion) {
        IncidentHead whole = draft.heads.incident(incident).used(value, draft.now);
        AgentHead giver = head.used(value, value, draft.now);
        draft.heads.moves(whole);
        draft.heads.moves(giver);
        if (value != 0) {
            usage(draft, whole, value, limitVersion);
            usage(draft, giver, value, true, limitVersion);
        }
    }

    /** Gives back what a void takes: always to the incident, to the month and its day only while they last. */
    static void restore(Draft draft, IncidentId incident, AgentHead head, long value, boolean day, boolean month) {
        IncidentHead whole = draft.heads.incident(incident).used(-value, draft.now);
        AgentHead giver = head.used(day ? -value : 0, month ? -value : 0, draft.now);
        draft.heads.moves(whole);
        draft.heads.moves(giver);
        if (value != 0) {
            usage(draft, whole, -value, 0);
            if (month) {
                usage(draft, giver, -value, day, 0);
            }
        }
    }

    private static void usage(Draft draft, IncidentHead head, long value, long limits) {
        draft.uses(new Usage(
                Usage.Subject.INCIDENT,
                head.incident().value(),
                Usage.WHOLE_INCIDENT,
                value,
                head.used(),
                null,
                head.version(),
                limits));
    }

    private static void usage(Draft draft, AgentHead head, long value, boolean day, long limits) {
        draft.uses(new Usage(
                Usage.Subject.AGENT,
                head.agent().value(),
                head.month(),
                value,
                head.monthUsed(),
                day ? new Usage.Day(head.day(), head.dayUsed()) : null,
                head.version(),
                limits));
    }
}

package dev.makegood.ledger.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What becomes of an incident beside what is given for it: further contacts, and that it has been seen to. */
final class Recovering {

    private final Model model;
    private final Row row;
    private final Page page;

    Recovering(Model model, Row row, Page page) {
        this.model = model;
        this.row = row;
        this.page = page;
    }

    /** A further contact moves nothing: its entry tells it. */
    List<String> contact() {
        JsonNode asked = row.command();
        Case one = Objects.requireNonNull(model.caseOf(Lines.required(asked, "incident")));
        page.about(one.reason, one.id, one.centre);
        if (model.agent(row) == null) {
            return page.refused("agent_inactive", Map.of());
        }
        String at = Lines.textOf(asked, "at");
        return page.accepted(Map.of(
                "contact",
                Lines.required(asked, "contact"),
                "channel",
                Lines.required(asked, "channel"),
                "at",
                at == null ? page.now.toString() : at));
    }

    /** Resolved once, and as what was given by then says. */
    List<String> resolve() {
        Case one = Objects.requireNonNull(model.caseOf(Lines.required(row.command(), "incident")));
        page.about(one.reason, one.id, one.centre);
        if (model.agent(row) == null) {
            return page.refused("agent_inactive", Map.of());
        }
        if (one.due == null) {
            return page.refused("already_resolved", Map.of());
        }
        one.version++;
        one.recordedAt = page.now;
        return page.accepted(Map.of("outcome", resolved(one)));
    }

    /** As what was given by then is worth. */
    String resolved(Case one) {
        String outcome = one.used > 0 ? "made_good" : "without_compensation";
        one.due = null;
        page.add("resolution", one.id, one.owner, outcome, row.actor());
        return outcome;
    }
}

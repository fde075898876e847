package dev.makegood.ledger.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.Role;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The model's word on codes: which credits have one, and who gets a new one. */
final class Coding {

    private static final Set<String> CODED = Set.of("voucher", "gift_certificate");

    private final Model model;
    private final Row row;
    private final Page page;

    Coding(Model model, Row row) {
        this.model = model;
        this.row = row;
        this.page = new Page(row);
    }

    /** Is a credit of this kind spent by a code? */
    static boolean isCoded(String kind) {
        return CODED.contains(kind);
    }

    /** The command tells the last four symbols of each code that it makes, and of no other. */
    static JsonNode checked(JsonNode grant) {
        String lastFour = Lines.textOf(grant, "lastFour");
        boolean right = isCoded(Lines.required(grant, "kind"))
                ? lastFour != null && lastFour.matches("[0-9A-HJKMNP-TV-Z]{4}")
                : lastFour == null;
        if (!right) {
            throw new Model.Divergence("the last four symbols of " + grant);
        }
        return grant;
    }

    List<String> reissue() {
        Lot lot = Objects.requireNonNull(model.lots.get(Ids.credit(Lines.required(row.command(), "credit"))));
        page.about(null, lot.terms.incident(), lot.terms.centre());
        String no = no(lot);
        if (no != null) {
            return page.refused(no, Map.of("credit", Lines.required(row.command(), "credit")));
        }
        page.change(model.wallet(lot.terms.owner(), lot.terms.unit()), lot, "code");
        return page.accepted(Map.of());
    }

    private @Nullable String no(Lot lot) {
        Policy.Agent agent = model.policy.agent(row.actor());
        boolean agents = row.role() == Role.AGENT || row.role() == Role.SYSTEM;
        if (agents && (agent == null || !agent.active(page.now))) {
            return "agent_inactive";
        }
        if (agents && !lot.terms.giver().equals(row.actor())) {
            return "not_the_giver";
        }
        if (!isCoded(lot.terms.kind())) {
            return "credit_without_code";
        }
        if (lot.state == CreditState.VOIDED) {
            return "credit_voided";
        }
        if (lot.expired() || lot.passed(page.now)) {
            return "credit_expired";
        }
        return lot.open() ? null : "credit_used_up";
    }
}

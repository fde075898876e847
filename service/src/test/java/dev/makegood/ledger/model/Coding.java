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

    /** Why a code may have been refused by what was seen before anything was locked, which no entry keeps. */
    private static final Set<String> SEEN = Set.of("unknown", "foreign", "voided", "expired", "used_up", "blocked");

    /** What a code's credit may have become since. */
    private static final Set<String> OVER =
            Set.of("credit_voided", "credit_expired", "credit_used_up", "credit_blocked");

    private static final String REFUSED = "code_not_accepted";

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

    /** At which draw a redemption ended before anything was locked, since its code was not accepted; -1 if it did not. */
    static int seen(Row row) {
        return row.outcome().equals(REFUSED) && SEEN.contains(Lines.required(row.facts(), "why"))
                ? row.facts().path("draw").asInt()
                : -1;
    }

    /** The credit that a draw names, by itself or by its code. */
    static @Nullable String named(JsonNode draw) {
        return Lines.textOf(draw.has("code") ? draw.get("code") : draw, "credit");
    }

    /** Nobody's code leads to no credit; any other to its own. */
    static Policy.No notSeen(Row row, JsonNode draw) {
        String why = Lines.required(row.facts(), "why");
        if (!draw.has("code") || why.equals("unknown") != draw.get("code").isEmpty()) {
            throw new Model.Divergence(why + " is not why " + draw + " was refused");
        }
        return notAccepted(row.facts().path("draw").asInt(), why);
    }

    private static Policy.No notAccepted(int place, String why) {
        return new Policy.No(REFUSED, Map.of("draw", place, "why", why));
    }

    /** The first draw whose code is not its credit's any more. */
    Policy.@Nullable No replaced(JsonNode draws) {
        for (int i = 0; i < draws.size(); i++) {
            JsonNode code = draws.get(i).get("code");
            if (code != null && !Ids.entry(Lines.required(code, "entry")).equals(lot(code).code)) {
                return notAccepted(i, "replaced");
            }
        }
        return null;
    }

    /** Why a draw cannot be done, as it is said of a draw by code. */
    static Policy.No of(Policy.No no, JsonNode draw, int place) {
        return draw.has("code") && OVER.contains(no.outcome()) ? notAccepted(place, no.outcome()) : no;
    }

    /** Was it told so, and can it be, that only codes were shown, of certificates? */
    boolean byBearer(JsonNode draws) {
        return bearers(draws, draws.size()) && row.facts().path("bearer").asBoolean();
    }

    /** The same of the draws before one that needs a customer: the journal leaves out whether one was named. */
    boolean leadNowhere(JsonNode draws, int before) {
        return before > 0 && bearers(draws, before) && row.outcome().equals("unknown_customer");
    }

    private boolean bearers(JsonNode draws, int before) {
        for (int i = 0; i < before; i++) {
            JsonNode code = draws.get(i).get("code");
            if (code == null || !lot(code).terms.agreed().bearer()) {
                return false;
            }
        }
        return true;
    }

    private Lot lot(JsonNode names) {
        return Objects.requireNonNull(model.lots.get(Ids.credit(Lines.required(names, "credit"))));
    }

    List<String> reissue() {
        Lot lot = lot(row.command());
        page.about(null, lot.terms.incident(), lot.terms.centre());
        String no = no(lot);
        if (no != null) {
            return page.refused(no, Map.of("credit", Lines.required(row.command(), "credit")));
        }
        lot.code = row.id();
        page.change(model.wallet(lot.terms.owner(), lot.terms.unit()), lot, "code");
        return page.accepted(Map.of());
    }

    private @Nullable String no(Lot lot) {
        boolean agents = row.role() == Role.AGENT || row.role() == Role.SYSTEM;
        String barred = model.barred(row, lot.terms.owner());
        if (barred != null) {
            return barred;
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

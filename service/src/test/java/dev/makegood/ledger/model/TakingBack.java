package dev.makegood.ledger.model;

import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.Role;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Taking back what is still available of a credit, and what that restores. */
final class TakingBack {

    private final Model model;
    private final Row row;
    private final Page page;

    TakingBack(Model model, Row row) {
        this.model = model;
        this.row = row;
        this.page = new Page(row);
    }

    List<String> takeBack() {
        Lot lot = Objects.requireNonNull(model.lots.get(Ids.credit(Lines.required(row.command(), "credit"))));
        Case one = Objects.requireNonNull(model.cases.get(lot.terms.incident()));
        page.about(null, one.id, lot.terms.centre());
        Map<String, String> facts = Map.of("credit", Lines.required(row.command(), "credit"));
        String barred = model.barred(row, lot.terms.owner());
        boolean finance = row.role() == Role.FINANCE;
        Agreed agreed = lot.terms.agreed();
        if (!finance && (barred != null || !agreed.goodwill())) {
            return page.refused(barred == null ? "finance_only" : barred, facts);
        }
        if (!finance && !lot.terms.giver().equals(row.actor())) {
            return page.refused("not_the_giver", facts);
        }
        if (!agreed.goodwill() && !row.command().has("refund")) {
            return page.refused("refund_reference_required", facts);
        }
        if (lot.state == CreditState.VOIDED) {
            return page.refused("credit_voided", facts);
        }
        if (lot.expired() || lot.passed(page.now)) {
            return page.refused("credit_expired", facts);
        }
        if (!lot.open()) {
            return page.refused("credit_used_up", facts);
        }
        long taken = lot.available;
        long value = Life.part(lot.terms.value(), lot.handed, taken, lot.terms.face());
        lot.available = 0;
        lot.state = CreditState.VOIDED;
        Wallet wallet = model.wallet(lot.terms.owner(), lot.terms.unit());
        if (taken == 0) {
            page.change(wallet, lot, "void");
            return page.accepted(Map.of("taken", 0, "notRecovered", lot.terms.face(), "restored", 0));
        }
        page.posting(wallet, lot, taken, Model.available(lot), agreed.takenBackTo(lot), null);
        Policy.Agent charged = Objects.requireNonNull(model.policy.agent(lot.terms.giver()));
        ZoneId zone = model.policy.centre(charged.centre()).zone();
        Giver giver = model.giver(charged.id());
        Giver.Day day = giver.on(page.now.atZone(zone).toLocalDate());
        boolean sameDay = day.day().equals(lot.terms.chargedDay());
        boolean sameMonth = YearMonth.from(day.day()).equals(YearMonth.from(lot.terms.chargedDay()));
        page.uses(one, giver, day, -value, 0, sameDay, sameMonth);
        return page.accepted(Map.of("taken", taken, "notRecovered", lot.terms.face() - taken, "restored", value));
    }
}

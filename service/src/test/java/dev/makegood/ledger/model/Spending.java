package dev.makegood.ledger.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.Role;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Redemptions and their reversals: what may be taken from which credit, and how it comes back. */
final class Spending {

    private static final int GRACE_DAYS = 30;
    private static final int MILES_MONTHS = 24;

    private final Model model;
    private final Row row;
    private final Page page;
    private final Coding coding;
    private final Map<Lot, Long> taken = new LinkedHashMap<>();
    private @Nullable String priced;
    private long open;

    Spending(Model model, Row row) {
        this.model = model;
        this.row = row;
        this.page = new Page(row);
        this.coding = new Coding(model, row);
    }

    // ---- redemptions

    /** The journal leaves out the customer's number: the entry's owner tells, and is the actor where it is unknown. */
    List<String> redeem() {
        UUID customer = row.owner().equals(row.actor()) ? null : row.owner();
        if (customer == null && row.outcome().equals("unknown_customer")) {
            return page.refused("unknown_customer", Map.of());
        }
        JsonNode purchase = row.command().get("purchase");
        priced = purchase == null ? null : Lines.required(purchase, "unit");
        open = purchase == null ? 0 : purchase.get("total").asLong();
        JsonNode draws = row.command().get("draw");
        Policy.No no = no(draws, customer);
        if (no != null) {
            return page.refused(no.outcome(), no.facts());
        }
        if (customer == null) {
            return page.refused("unknown_customer", Map.of());
        }
        String to = "REDEEMED " + (row.role() == Role.PARTNER ? row.actor() : Lines.nobody());
        if (taken.keySet().stream().anyMatch(lot -> lot.terms.unit().equals("MILES"))) {
            ZoneId zone = zone();
            page.activity(
                    model.wallet(customer, "MILES"),
                    Expiry.endOf(page.now.atZone(zone).toLocalDate().plusMonths(MILES_MONTHS), zone));
        }
        List<Sale.Line> lines = new ArrayList<>();
        taken.forEach((lot, part) -> {
            lot.available -= part;
            Wallet wallet = model.wallet(customer, lot.terms.unit());
            int number = page.posting(wallet, lot, part, Model.available(lot), to, null);
            lines.add(new Sale.Line(lot, number, part, lot.state == CreditState.GRACE));
        });
        model.sales.put(row.id(), new Sale(row.id(), customer, to, lines));
        Map<String, Object> facts = new TreeMap<>();
        if (purchase != null) {
            facts.putAll(Map.of("unit", Lines.required(purchase, "unit"), "toPay", open));
        }
        if (coding.byBearer(draws)) {
            facts.put("bearer", true);
        }
        return page.accepted(facts);
    }

    /** First whose it is, then whether the codes are still the credits', and then what there is. */
    private Policy.@Nullable No no(JsonNode draws, @Nullable UUID customer) {
        int seen = Coding.seen(row);
        for (int i = 0; i < draws.size(); i++) {
            Policy.No no = i == seen ? Coding.notSeen(row, draws.get(i)) : unknown(draws.get(i), customer);
            if (no != null) {
                return no;
            }
            if (Coding.named(draws.get(i)) == null && coding.leadNowhere(draws, i)) {
                return new Policy.No("unknown_customer", Map.of());
            }
        }
        Policy.No replaced = coding.replaced(draws);
        for (int i = 0; i < draws.size() && replaced == null; i++) {
            JsonNode draw = draws.get(i);
            String named = Coding.named(draw);
            Policy.No no = named == null ? byUnit(draw, Objects.requireNonNull(customer)) : byCredit(draw, named);
            if (no != null) {
                return Coding.of(no, draw, i);
            }
        }
        return replaced;
    }

    /** Money pays up to the price, in its own currency; miles have a price of their own. */
    private Policy.@Nullable No pay(String unit, long amount, Map<String, Object> facts) {
        if (!unit.equals(priced)) {
            boolean foreign = priced != null && !unit.equals("MILES") && !priced.equals("MILES");
            return foreign ? new Policy.No("not_applicable", facts) : null;
        }
        if (amount > open) {
            Map<String, Object> more = new TreeMap<>(facts);
            more.putAll(Map.of("unit", unit, "open", open, "requested", amount));
            return new Policy.No("exceeds_purchase", more);
        }
        open -= amount;
        return null;
    }

    /** What a draw names must be this customer's, before anything is drawn. */
    private Policy.@Nullable No unknown(JsonNode draw, @Nullable UUID customer) {
        String name = Coding.named(draw);
        if (name == null) {
            return customer == null ? new Policy.No("unknown_customer", Map.of()) : null;
        }
        Lot lot = model.lots.get(Ids.credit(name));
        boolean theirs = lot != null && lot.terms.owner().equals(customer);
        if (!theirs && draw.has("code")) {
            return new Policy.No("two_customers", Map.of());
        }
        return theirs ? null : new Policy.No("unknown_credit", Map.of("credit", name));
    }

    private Policy.@Nullable No byUnit(JsonNode draw, UUID customer) {
        String unit = Lines.required(draw, "unit");
        long wanted = draw.get("amount").asLong();
        List<Lot> lots = model.wallet(customer, unit).spendable(page.now);
        long available = lots.stream().mapToLong(this::left).sum();
        if (available < wanted) {
            return insufficient(unit, available, wanted);
        }
        Policy.No no = pay(unit, wanted, Map.<String, Object>of("unit", unit));
        if (no != null) {
            return no;
        }
        for (Lot lot : lots) {
            long part = Math.min(left(lot), wanted);
            if (part > 0) {
                taken.merge(lot, part, Long::sum);
                wanted -= part;
            }
        }
        return null;
    }

    private Policy.@Nullable No byCredit(JsonNode draw, String name) {
        Lot lot = model.lots.get(Ids.credit(name));
        Map<String, Object> facts = Map.of("credit", name);
        if (lot == null) {
            throw new IllegalStateException(name);
        }
        if (lot.state == CreditState.VOIDED) {
            return new Policy.No("credit_voided", facts);
        }
        if (lot.expired() || lot.passed(page.now)) {
            return new Policy.No("credit_expired", facts);
        }
        if (lot.blocked()) {
            return new Policy.No("credit_blocked", facts);
        }
        long left = left(lot);
        if (left == 0) {
            return new Policy.No("credit_used_up", facts);
        }
        long whole = lot.terms.unit().equals(priced) ? Math.min(left, open) : left;
        long wanted = draw.has("amount") ? draw.get("amount").asLong() : whole;
        if (wanted > left) {
            return insufficient(lot.terms.unit(), left, wanted);
        }
        if (wanted == 0) {
            return new Policy.No("not_applicable", facts);
        }
        Policy.No no = pay(lot.terms.unit(), wanted, facts);
        if (no != null) {
            return no;
        }
        taken.merge(lot, wanted, Long::sum);
        return null;
    }

    private long left(Lot lot) {
        return lot.available - taken.getOrDefault(lot, 0L);
    }

    private static Policy.No insufficient(String unit, long available, long wanted) {
        return new Policy.No("insufficient_balance", Map.of("unit", unit, "available", available, "requested", wanted));
    }

    private ZoneId zone() {
        return ZoneId.of(Objects.requireNonNull(row.read("zone")));
    }

    // ---- reversals

    List<String> reverse() {
        Sale sale = Objects.requireNonNull(model.sales.get(Ids.entry(Lines.required(row.command(), "redemption"))));
        String unit = Lines.textOf(row.command(), "unit");
        Long asked = Lines.numberOf(row.command(), "amount");
        List<Sale.Line> lines = sale.lines().stream()
                .filter(line -> unit == null || line.lot.terms.unit().equals(unit))
                .toList();
        long left = lines.stream().mapToLong(Sale.Line::left).sum();
        long wanted = asked == null ? left : asked;
        if (wanted == 0 || wanted > left) {
            Map<String, Object> facts = new TreeMap<>(Map.of("remaining", left, "requested", wanted));
            if (unit != null) {
                facts.put("unit", unit);
            }
            return page.refused("reversal_exceeds", facts);
        }
        for (int i = lines.size() - 1; i >= 0 && wanted > 0; i--) {
            long part = Math.min(wanted, lines.get(i).left());
            if (part > 0) {
                giveBack(sale, lines.get(i), part);
                wanted -= part;
            }
        }
        return page.accepted(Map.of());
    }

    /** Value comes back to its credit; where that cannot hold it, it goes on in the same entry. */
    private void giveBack(Sale sale, Sale.Line line, long part) {
        Lot lot = line.lot;
        Wallet wallet = model.wallet(sale.owner(), lot.terms.unit());
        boolean passed = lot.expired() || lot.passed(page.now);
        String onward = null;
        if (lot.state == CreditState.VOIDED) {
            onward = "FUNDING " + lot.terms.centre();
        } else if (line.inGrace && passed) {
            onward = "EXPIRED " + Lines.nobody();
            lot.turns(CreditState.EXPIRED, CreditState.BLOCKED_EXPIRED);
        } else if (!line.inGrace) {
            grace(wallet, lot, passed);
        }
        line.back += part;
        lot.available += part;
        page.posting(wallet, lot, part, sale.to(), Model.available(lot), sale.id() + " " + line.number);
        if (onward != null) {
            lot.available -= part;
            page.posting(wallet, lot, part, Model.available(lot), onward, null);
        }
    }

    /** What comes back lasts 30 more days at least. */
    private void grace(Wallet wallet, Lot lot, boolean passed) {
        Expiry grace = Expiry.endOf(page.now.atZone(zone()).toLocalDate().plusDays(GRACE_DAYS), zone());
        if (lot.expiry.at() == null || !lot.expiry.at().isBefore(Objects.requireNonNull(grace.at()))) {
            return;
        }
        lot.lasts(grace, page.now);
        if (passed) {
            lot.turns(CreditState.GRACE, CreditState.BLOCKED_IN_GRACE);
        }
        page.change(wallet, lot, "grace");
    }
}

package dev.makegood.ledger.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.CreditState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the draws of a redemption or a hold would take from which credit, or why they cannot. */
final class Draws {

    private final Model model;
    private final Row row;
    private final Page page;
    private final Coding coding;
    private final JsonNode draws;
    private final Map<Lot, Long> taken = new LinkedHashMap<>();
    private @Nullable String priced;
    private long open;

    Draws(Model model, Row row) {
        this.model = model;
        this.row = row;
        this.page = new Page(row);
        this.coding = new Coding(model, row);
        this.draws = row.command().get("draw");
    }

    Map<Lot, Long> taken() {
        return taken;
    }

    boolean bearer() {
        return coding.byBearer(draws);
    }

    /** What an accepted one says of itself. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new TreeMap<>();
        if (priced != null) {
            facts.putAll(Map.of("unit", priced, "toPay", open));
        }
        if (bearer()) {
            facts.put("bearer", true);
        }
        return facts;
    }

    /** The journal leaves out the customer's number: the entry's owner tells, and is the actor where it is unknown. */
    Policy.@Nullable No no() {
        UUID customer = row.owner().equals(row.actor()) ? null : row.owner();
        if (customer == null && row.outcome().equals("unknown_customer")) {
            return new Policy.No("unknown_customer", Map.of());
        }
        JsonNode purchase = row.command().get("purchase");
        priced = purchase == null ? null : Lines.required(purchase, "unit");
        open = purchase == null ? 0 : purchase.get("total").asLong();
        Policy.No no = no(customer);
        return no == null && customer == null ? new Policy.No("unknown_customer", Map.of()) : no;
    }

    /** First whose it is, then whether the codes are still the credits', and then what there is. */
    private Policy.@Nullable No no(@Nullable UUID customer) {
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
}

package dev.makegood.ledger.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the draws of a redemption or a hold would take from which credit, or why they cannot. */
final class Draws {

    private final Model model;
    private final Row row;
    private final Coding coding;
    private final JsonNode draws;
    private final @Nullable Bill bill;
    private final Taking taking;

    Draws(Model model, Row row) {
        this.model = model;
        this.row = row;
        this.coding = new Coding(model, row);
        this.draws = row.command().get("draw");
        JsonNode purchase = row.command().get("purchase");
        this.bill = purchase == null ? null : new Bill(purchase);
        this.taking = new Taking(bill, row.recordedAt(), draws.size(), named(draws));
    }

    private static Set<UUID> named(JsonNode draws) {
        Set<UUID> named = new HashSet<>();
        for (JsonNode draw : draws) {
            String credit = Coding.named(draw);
            if (credit != null) {
                named.add(Ids.credit(credit));
            }
        }
        return named;
    }

    Map<Lot, Taking.Take> taken() {
        return taking.taken();
    }

    boolean bearer() {
        return coding.byBearer(draws);
    }

    /** What an accepted one says of itself. */
    Map<String, Object> facts() {
        Map<String, Object> facts = bill == null ? new TreeMap<>() : bill.facts();
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
        if (replaced != null) {
            return replaced;
        }
        List<Integer> inTurn = IntStream.range(0, draws.size())
                .boxed()
                .sorted(Comparator.comparing(i -> turn(draws.get(i))))
                .toList();
        for (int i : inTurn) {
            JsonNode draw = draws.get(i);
            String named = Coding.named(draw);
            Policy.No no = named == null
                    ? taking.byUnit(draw, model.wallet(Objects.requireNonNull(customer), Lines.required(draw, "unit")))
                    : taking.byCredit(draw, lot(named));
            if (no != null) {
                return Coding.of(no, draw, i);
            }
        }
        return null;
    }

    /** Percentages come before things, things before money for some lines only, and that before the rest. */
    private int turn(JsonNode draw) {
        String named = Coding.named(draw);
        if (named == null) {
            return 3;
        }
        Agreed agreed = lot(named).terms.agreed();
        return agreed.percent() != null
                ? 0
                : agreed.thing() ? 1 : agreed.categories().isEmpty() ? 3 : 2;
    }

    private Lot lot(String named) {
        return Objects.requireNonNull(model.lots.get(Ids.credit(named)), named);
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
}

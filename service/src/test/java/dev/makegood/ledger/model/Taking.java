package dev.makegood.ledger.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.CreditState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What draws take from which credit, one after the other, and what of the purchase that pays. */
final class Taking {

    /** What one credit gives: so much of its unit, and what that takes off which line of the purchase. */
    static final class Take {
        long amount;
        final Map<Integer, Long> discounts = new TreeMap<>();
        final List<Integer> covered = new ArrayList<>();

        /** The line of the purchase that its posting names. */
        @Nullable
        Integer line() {
            return covered.isEmpty() ? null : covered.get(0);
        }
    }

    private final @Nullable Bill bill;
    private final Instant now;
    private final int draws;
    private final Set<UUID> named;
    private final Map<Lot, Take> taken = new LinkedHashMap<>();

    /**
     * @param draws how many there are
     * @param named the credits that they name
     */
    Taking(@Nullable Bill bill, Instant now, int draws, Set<UUID> named) {
        this.bill = bill;
        this.now = now;
        this.draws = draws;
        this.named = named;
    }

    Map<Lot, Take> taken() {
        return taken;
    }

    /** Only what is restricted in nothing is drawn without being named. */
    Policy.@Nullable No byUnit(JsonNode draw, Wallet wallet) {
        String unit = wallet.key.unit();
        long wanted = draw.get("amount").asLong();
        List<Lot> lots = wallet.spendable(now).stream()
                .filter(lot -> lot.terms.agreed().plain())
                .toList();
        long available = lots.stream().mapToLong(this::left).sum();
        if (available < wanted) {
            return insufficient(unit, available, wanted);
        }
        Policy.No no = pay(unit, wanted, null, Map.of("unit", unit));
        if (no != null) {
            return no;
        }
        List<Lot> namedLast = new ArrayList<>(lots);
        namedLast.sort(Comparator.comparing(lot -> named.contains(lot.terms.id())));
        for (Lot lot : namedLast) {
            long part = Math.min(left(lot), wanted);
            if (part > 0) {
                take(lot).amount += part;
                wanted -= part;
            }
        }
        return null;
    }

    Policy.@Nullable No byCredit(JsonNode draw, Lot lot) {
        Map<String, Object> facts = Map.of("credit", Objects.requireNonNull(Coding.named(draw)));
        Agreed agreed = lot.terms.agreed();
        String no = notNow(lot);
        long left = left(lot);
        if (no != null || lot.available == 0) {
            return new Policy.No(no == null ? "credit_used_up" : no, facts);
        }
        if (agreed.percent() != null && taken.containsKey(lot)) {
            return new Policy.No("not_combinable", facts);
        }
        Long amount = Lines.numberOf(draw, "amount");
        if (amount != null && amount > left) {
            return insufficient(lot.terms.unit(), left, amount);
        }
        if (left == 0) {
            return new Policy.No("not_applicable", facts);
        }
        if (!agreed.combinable() && draws > 1) {
            return new Policy.No("not_combinable", facts);
        }
        Policy.No tooLittle = tooLittle(lot, facts);
        if (tooLittle != null) {
            return tooLittle;
        }
        if (agreed.percent() != null) {
            no = percentage(lot, amount);
        } else if (agreed.item() != null) {
            no = thing(lot, amount == null ? 1 : amount);
        } else if (agreed.receipt()) {
            no = "not_applicable";
        } else {
            return money(lot, amount, left, facts);
        }
        return no == null ? null : new Policy.No(no, facts);
    }

    private @Nullable String notNow(Lot lot) {
        if (lot.state == CreditState.VOIDED) {
            return "credit_voided";
        }
        if (lot.expired() || lot.passed(now)) {
            return "credit_expired";
        }
        if (lot.blocked()) {
            return "credit_blocked";
        }
        return lot.terms.agreed().active(now) ? null : "credit_not_active";
    }

    /** The least that must be bought is in the credit's own currency, of a percentage or a thing in the company's. */
    private Policy.@Nullable No tooLittle(Lot lot, Map<String, Object> facts) {
        Agreed agreed = lot.terms.agreed();
        if (agreed.minimum() == null) {
            return null;
        }
        boolean money = agreed.percent() == null && !agreed.thing() && !agreed.receipt();
        String unit = money ? lot.terms.unit() : "USD";
        if (bill == null || !bill.unit.equals(unit)) {
            return new Policy.No("not_applicable", facts);
        }
        if (bill.price(agreed) >= agreed.minimum()) {
            return null;
        }
        Map<String, Object> more = new TreeMap<>(facts);
        more.putAll(Map.of("minimum", agreed.minimum(), "unit", unit));
        return new Policy.No("below_minimum_spend", more);
    }

    /** One use takes a part of what lines cost that have had none; a line that had one has no second. */
    private @Nullable String percentage(Lot lot, @Nullable Long amount) {
        Agreed agreed = lot.terms.agreed();
        if (bill == null || !bill.unit.equals("USD") || (amount != null && amount != 1)) {
            return "not_applicable";
        }
        boolean any = bill.hasForPercentage(agreed);
        boolean another = !any && bill.open(agreed) > 0;
        Map<Integer, Long> discounts = bill.takeOff(agreed);
        if (discounts.isEmpty()) {
            return another ? "not_combinable" : "not_applicable";
        }
        Take take = take(lot);
        take.amount = 1;
        take.discounts.putAll(discounts);
        return null;
    }

    /** A thing that is told in words alone is handed over beside the purchase; any other is a line of it. */
    private @Nullable String thing(Lot lot, long number) {
        List<Integer> lines = new ArrayList<>();
        boolean line = lot.terms.agreed().isLine();
        for (long i = 0; line && i < number; i++) {
            int covered = bill == null ? -1 : bill.cover(lot.terms.agreed());
            if (covered < 0) {
                return "not_applicable";
            }
            lines.add(covered);
        }
        Take take = take(lot);
        take.amount += number;
        take.covered.addAll(lines);
        return null;
    }

    /** Where nothing is said, all that there is, as far as the purchase needs it. */
    private Policy.@Nullable No money(Lot lot, @Nullable Long amount, long left, Map<String, Object> facts) {
        Agreed agreed = lot.terms.agreed();
        long needed = bill != null && lot.terms.unit().equals(bill.unit) ? Math.min(left, bill.open(agreed)) : left;
        long wanted = amount != null ? amount : needed;
        if (wanted == 0) {
            return new Policy.No("not_applicable", facts);
        }
        Policy.No no = pay(lot.terms.unit(), wanted, agreed, facts);
        if (no == null) {
            take(lot).amount += wanted;
        }
        return no;
    }

    /** Money pays up to the price, in its own currency and on its own lines; miles have a price of their own. */
    private Policy.@Nullable No pay(String unit, long amount, @Nullable Agreed agreed, Map<String, Object> facts) {
        if (bill == null || !unit.equals(bill.unit)) {
            boolean bound = agreed != null && !agreed.categories().isEmpty();
            boolean foreign = bill != null && isMoney(unit) && isMoney(bill.unit);
            return bound || foreign ? new Policy.No("not_applicable", facts) : null;
        }
        long open = agreed == null ? bill.open() : bill.open(agreed);
        if (amount > open) {
            Map<String, Object> more = new TreeMap<>(facts);
            more.putAll(Map.of("unit", unit, "open", open, "requested", amount));
            return new Policy.No("exceeds_purchase", more);
        }
        bill.pay(amount, agreed);
        return null;
    }

    private static boolean isMoney(String unit) {
        return unit.length() == 3 && !unit.equals("USE");
    }

    private Take take(Lot lot) {
        return Objects.requireNonNull(taken.computeIfAbsent(lot, key -> new Take()));
    }

    private long left(Lot lot) {
        Take take = taken.get(lot);
        return take == null ? lot.available : lot.available - take.amount;
    }

    private static Policy.No insufficient(String unit, long available, long wanted) {
        return new Policy.No("insufficient_balance", Map.of("unit", unit, "available", available, "requested", wanted));
    }
}

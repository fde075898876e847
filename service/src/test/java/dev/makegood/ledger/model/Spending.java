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
    static final int MILES_MONTHS = 24;

    private final Model model;
    private final Row row;
    private final Page page;

    Spending(Model model, Row row) {
        this.model = model;
        this.row = row;
        this.page = new Page(row);
    }

    // ---- redemptions

    /** Where what this actor redeems goes. */
    static String redeemer(Row row) {
        return "REDEEMED " + (row.role() == Role.PARTNER ? row.actor() : Lines.nobody());
    }

    List<String> redeem() {
        Draws draws = new Draws(model, row);
        Policy.No no = draws.no();
        if (no != null) {
            return page.refused(no.outcome(), no.facts());
        }
        UUID customer = row.owner();
        String to = redeemer(row);
        if (draws.taken().keySet().stream().anyMatch(lot -> lot.terms.unit().equals("MILES"))) {
            ZoneId zone = zone();
            page.activity(
                    model.wallet(customer, "MILES"),
                    Expiry.endOf(page.now.atZone(zone).toLocalDate().plusMonths(MILES_MONTHS), zone));
        }
        List<Sale.Line> lines = new ArrayList<>();
        draws.taken().forEach((lot, take) -> {
            lot.available -= take.amount;
            Wallet wallet = model.wallet(customer, lot.terms.unit());
            int number = page.posting(wallet, lot, take.amount, Model.available(lot), to, null, take.line());
            lines.add(Sale.Line.of(lot, number, take.amount, lot.inGrace()));
            page.discounts(lot, to, take, lines);
        });
        model.sales.put(row.id(), new Sale(row.id(), customer, to, lines));
        return page.accepted(draws.facts());
    }

    private ZoneId zone() {
        return ZoneId.of(Objects.requireNonNull(row.read("zone")));
    }

    // ---- reversals

    List<String> reverse() {
        Sale sale = Objects.requireNonNull(model.sales.get(Ids.entry(Lines.required(row.command(), "redemption"))));
        Map<Sale.Line, Long> parts = new LinkedHashMap<>();
        Map<String, Object> less =
                row.command().has("lines") ? byLine(sale, row.command().get("lines"), parts) : byAmount(sale, parts);
        if (less != null) {
            return page.refused("reversal_exceeds", less);
        }
        parts.forEach((line, part) -> giveBack(sale, line, part));
        for (Sale.Line use : sale.lines()) {
            if (use.use() && use.left() > 0 && discountIsBack(sale, use.lot)) {
                giveBack(sale, use, use.amount);
            }
        }
        return page.accepted(Map.of());
    }

    private static boolean discountIsBack(Sale sale, Lot lot) {
        return sale.lines().stream()
                .filter(line -> line.discount && line.lot == lot)
                .allMatch(line -> line.left() == 0);
    }

    /** So much, or all that is left, last drawn first; otherwise what there is. */
    private @Nullable Map<String, Object> byAmount(Sale sale, Map<Sale.Line, Long> parts) {
        String unit = Lines.textOf(row.command(), "unit");
        Long asked = Lines.numberOf(row.command(), "amount");
        List<Sale.Line> lines = sale.lines().stream()
                .filter(line -> !line.use() && (unit == null || line.unit().equals(unit)))
                .toList();
        long left = lines.stream().mapToLong(Sale.Line::left).sum();
        long wanted = asked == null ? left : asked;
        if (wanted == 0 || wanted > left) {
            return less(left, wanted, unit);
        }
        for (int i = lines.size() - 1; i >= 0 && wanted > 0; i--) {
            long part = Math.min(wanted, lines.get(i).left());
            if (part > 0) {
                parts.put(lines.get(i), part);
                wanted -= part;
            }
        }
        return null;
    }

    /** So much, or all that is left, of each line that is named. */
    private static @Nullable Map<String, Object> byLine(Sale sale, JsonNode asked, Map<Sale.Line, Long> parts) {
        for (JsonNode one : asked) {
            int number = one.get("line").asInt();
            Sale.Line line = sale.lines().stream()
                    .filter(of -> of.number == number && !of.use())
                    .findFirst()
                    .orElse(null);
            long left = line == null ? 0 : line.left() - parts.getOrDefault(line, 0L);
            long wanted = one.has("amount") ? one.get("amount").asLong() : left;
            if (line == null || wanted == 0 || wanted > left) {
                Map<String, Object> less = less(left, wanted, line == null ? null : line.unit());
                less.put("line", number);
                return less;
            }
            parts.merge(line, wanted, Long::sum);
        }
        return null;
    }

    private static Map<String, Object> less(long left, long wanted, @Nullable String unit) {
        Map<String, Object> facts = new TreeMap<>(Map.of("remaining", left, "requested", wanted));
        if (unit != null) {
            facts.put("unit", unit);
        }
        return facts;
    }

    /** Value comes back to its credit; where that cannot hold it, it goes on in the same entry. */
    private void giveBack(Sale sale, Sale.Line line, long part) {
        Lot lot = line.lot;
        if (line.discount) {
            line.back += part;
            page.noDiscount(sale, line, part);
            return;
        }
        Wallet wallet = model.wallet(sale.owner(), lot.terms.unit());
        boolean passed = lot.expired() || lot.passed(page.now);
        String onward = null;
        if (lot.state == CreditState.VOIDED) {
            onward = lot.terms.agreed().takenBackTo(lot);
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

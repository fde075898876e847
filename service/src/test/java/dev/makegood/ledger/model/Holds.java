package dev.makegood.ledger.model;

import dev.makegood.ledger.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Setting aside what a redemption would take, and what becomes of it: captured in parts, or given up. */
final class Holds {

    private final Model model;
    private final Row row;
    private final Page page;

    Holds(Model model, Row row) {
        this.model = model;
        this.row = row;
        this.page = new Page(row);
    }

    static Holding named(Model model, Row row) {
        return Objects.requireNonNull(model.holds.get(Ids.entry(Lines.required(row.command(), "hold"))), "no hold");
    }

    static String held(Lot lot) {
        return "HELD " + lot.terms.id();
    }

    List<String> hold() {
        Draws draws = new Draws(model, row);
        Policy.No no = draws.no();
        if (no != null) {
            return page.refused(no.outcome(), no.facts());
        }
        for (Lot lot : draws.taken().keySet()) {
            if (model.wallet(row.owner(), lot.terms.unit()).fullOfHolds()) {
                return page.refused("too_many_holds", Map.of("unit", lot.terms.unit(), "most", 100));
            }
        }
        Instant endsAt = page.now.plus(Duration.parse(Lines.required(row.command(), "lasts")));
        Holding hold = new Holding(row.id(), row.owner(), Spending.redeemer(row), endsAt, draws.bearer());
        model.holds.put(hold.id, hold);
        draws.taken().keySet().stream()
                .map(lot -> model.wallet(row.owner(), lot.terms.unit()))
                .distinct()
                .forEach(wallet -> wallet.holds.add(hold));
        draws.taken().forEach((lot, take) -> setAside(hold, lot, take));
        String discounts = discounts(hold);
        String party = hold.to.substring(hold.to.indexOf(' ') + 1);
        page.add("hold", hold.id, hold.owner, row.actor(), party, endsAt, discounts, hold.bearer ? "t" : "f");
        Map<String, Object> facts = draws.facts();
        facts.put("endsAt", endsAt.toString());
        if (discounts != null) {
            facts.put("discounts", discounts);
        }
        return page.accepted(facts);
    }

    private void setAside(Holding hold, Lot lot, Taking.Take take) {
        lot.available -= take.amount;
        lot.held += take.amount;
        hold.lines.add(new Holding.Line(lot, page.next(), take));
        Wallet wallet = model.wallet(hold.owner, lot.terms.unit());
        page.posting(wallet, lot, take.amount, Model.available(lot), held(lot), null, take.line());
    }

    /** What its percentages took off, by its own lines and then by those of the purchase. */
    private static @Nullable String discounts(Holding hold) {
        String text = hold.lines.stream()
                .filter(line -> !line.take.discounts.isEmpty())
                .map(line -> line.number + ":"
                        + line.take.discounts.entrySet().stream()
                                .map(share -> share.getKey() + "=" + share.getValue())
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining(";"));
        return text.isEmpty() ? null : text;
    }

    /** What is captured is redeemed, whatever has become of its credits: only the hold's end is too late. */
    List<String> capture() {
        Holding hold = named(model, row);
        if (hold.units().stream().allMatch(unit -> hold.left(unit) == 0)) {
            return page.refused("hold_ended", Map.of());
        }
        String only = Lines.textOf(row.command(), "unit");
        List<Holding.Line> lines = hold.lines.stream()
                .filter(line -> only == null || line.lot.terms.unit().equals(only))
                .toList();
        long left = lines.stream().mapToLong(line -> line.left).sum();
        Long asked = Lines.numberOf(row.command(), "amount");
        long wanted = asked == null ? left : asked;
        if (wanted > left) {
            Map<String, Object> facts = new TreeMap<>(Map.of("held", left, "requested", wanted));
            facts.put("unit", Objects.requireNonNull(only));
            return page.refused("capture_exceeds", facts);
        }
        if (lines.stream()
                .anyMatch(line -> line.left > 0 && line.lot.terms.unit().equals("MILES"))) {
            ZoneId zone = ZoneId.of(Objects.requireNonNull(row.read("zone")));
            Expiry date = Expiry.endOf(page.now.atZone(zone).toLocalDate().plusMonths(Spending.MILES_MONTHS), zone);
            page.activity(model.wallet(hold.owner, "MILES"), date);
        }
        List<Sale.Line> sold = new ArrayList<>();
        for (Holding.Line line : lines) {
            long part = Math.min(wanted, line.left);
            if (part > 0) {
                wanted -= part;
                capture(hold, line, part, sold);
            }
        }
        hold.units().forEach(unit -> model.wallet(hold.owner, unit).forgetDone());
        model.sales.put(row.id(), new Sale(row.id(), hold.owner, hold.to, sold));
        return page.accepted(hold.bearer ? Map.of("bearer", true) : Map.of());
    }

    private void capture(Holding hold, Holding.Line line, long part, List<Sale.Line> sold) {
        Lot lot = line.lot;
        line.left -= part;
        lot.held -= part;
        Wallet wallet = model.wallet(hold.owner, lot.terms.unit());
        String of = hold.id + " " + line.number;
        int number = page.posting(wallet, lot, part, held(lot), hold.to, of, line.take.line());
        sold.add(Sale.Line.of(lot, number, part, line.inGrace));
        page.discounts(lot, hold.to, line.take, sold);
    }

    List<String> release() {
        Holding hold = named(model, row);
        if (hold.units().stream().allMatch(unit -> hold.left(unit) == 0)) {
            return page.refused("hold_ended", Map.of());
        }
        hold.units().forEach(unit -> Ending.giveUp(page, model.wallet(hold.owner, unit), hold));
        return page.accepted(Map.of());
    }
}

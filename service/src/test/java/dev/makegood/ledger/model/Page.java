package dev.makegood.ledger.model;

import dev.makegood.ledger.Expiry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one entry must have written, as the model moves its own balances. */
final class Page {

    final Row row;
    final Instant now;
    private final List<String> lines = new ArrayList<>();
    private int number;
    private int postings;
    private @Nullable String reason;
    private @Nullable UUID incident;
    private @Nullable UUID centre;
    private @Nullable String limits;

    Page(Row row) {
        this.row = row;
        this.now = row.recordedAt();
    }

    /** What finance filters by. */
    Page about(@Nullable String ofReason, @Nullable UUID ofIncident, @Nullable UUID ofCentre) {
        reason = ofReason;
        incident = ofIncident;
        centre = ofCentre;
        return this;
    }

    void stands(String windows) {
        limits = windows;
    }

    void add(String table, @Nullable Object... values) {
        lines.add(Lines.line(table, values));
    }

    /** A credit as it begins. */
    void credit(Lot lot) {
        Lot.Terms of = lot.terms;
        add(
                "credit",
                of.id(),
                of.owner(),
                of.unit(),
                of.kind().toUpperCase(Locale.ROOT),
                of.agreed().basis(),
                of.face(),
                "USD",
                of.value(),
                of.fair(),
                of.cost(),
                of.rate(),
                of.giver(),
                of.giver(),
                of.chargedDay(),
                of.centre(),
                of.incident(),
                lot.expiry,
                of.agreed().text(),
                of.cameFrom());
    }

    /** The number of the next row. */
    int next() {
        return number;
    }

    /** Moves value; the credit stands afterwards as it is now. */
    int posting(Wallet wallet, Lot lot, long amount, String from, String to, @Nullable String reverses) {
        return posting(wallet, lot, amount, from, to, reverses, null);
    }

    /** The same for a line of a purchase. */
    int posting(
            Wallet wallet,
            Lot lot,
            long amount,
            String from,
            String to,
            @Nullable String reverses,
            @Nullable Integer line) {
        moved(wallet, lot);
        postings++;
        String back = reverses == null ? "- -" : reverses;
        add(
                "posting",
                number,
                lot.terms.owner(),
                lot.terms.unit(),
                amount,
                from,
                to,
                lot.terms.id(),
                back,
                line,
                lot.version,
                lot.available,
                lot.held,
                lot.state,
                lot.expiry,
                wallet.open(),
                wallet.openHolds());
        return number++;
    }

    /** Moves the money that a percentage takes off, which touches no balance of the customer's. */
    private int discount(Lot lot, long amount, String from, String to, @Nullable String reverses, Integer line) {
        postings++;
        String back = reverses == null ? "- -" : reverses;
        UUID owner = lot.terms.owner();
        // No balances, state or date after it, and no list of what is open.
        String none = "- - - - - - -";
        add("posting", number, owner, "USD", amount, from, to, lot.terms.id(), back, line, none, List.of(), List.of());
        return number++;
    }

    /** Funds what a percentage takes off, line by line of the purchase. */
    void discounts(Lot lot, String to, Taking.Take take, List<Sale.Line> sold) {
        String from = "FUNDING " + lot.terms.centre();
        take.discounts.forEach((line, part) ->
                sold.add(Sale.Line.discount(lot, discount(lot, part, from, to, null, line), part, line)));
    }

    /** Takes a part of a discount back. */
    void noDiscount(Sale sale, Sale.Line line, long part) {
        String to = "FUNDING " + line.lot.terms.centre();
        discount(line.lot, part, sale.to(), to, sale.id() + " " + line.number, Objects.requireNonNull(line.bought));
    }

    /** Changes one credit without value. */
    void change(Wallet wallet, Lot lot, String what) {
        moved(wallet, lot);
        add(
                "credit_change",
                number++,
                lot.terms.owner(),
                lot.terms.unit(),
                what,
                lot.terms.id(),
                lot.version,
                lot.available,
                lot.held,
                lot.state,
                lot.expiry,
                wallet.open(),
                wallet.openHolds());
    }

    private void moved(Wallet wallet, Lot lot) {
        wallet.version++;
        wallet.recordedAt = now;
        lot.version = wallet.version;
    }

    /**
     * Moves all live credits of the unit that end before the date. The row must stand if any does; one
     * that moves nothing is allowed.
     */
    void activity(Wallet wallet, Expiry date) {
        String prefix = Lines.line("credit_change", number, wallet.key.owner(), wallet.key.unit(), "activity", null);
        boolean written = row.lines().stream().anyMatch(line -> line.startsWith(prefix + " "));
        if (!written && !wallet.endsBefore(date)) {
            return;
        }
        wallet.lots.stream().filter(lot -> lot.endsBefore(date)).forEach(lot -> lot.lasts(date, now));
        wallet.version++;
        wallet.recordedAt = now;
        number++;
        lines.add(Lines.line(prefix, wallet.version, null, null, null, date, wallet.open(), wallet.openHolds()));
    }

    /** Moves the windows; a value of nothing moves the heads and leaves no usage. */
    void uses(Case one, Giver giver, Giver.Day day, long value, long limit, boolean ofDay, boolean ofMonth) {
        one.version++;
        one.used += value;
        one.recordedAt = now;
        giver.moves(day, ofDay ? value : 0, ofMonth ? value : 0, now);
        Long by = limit == 0 ? null : Long.valueOf(limit);
        if (value != 0) {
            add("window_usage", "INCIDENT", one.id, "INCIDENT", "USED", value, one.used, one.version, by);
            if (ofDay) {
                add("window_usage", "AGENT", giver.id, day.day(), "USED", value, giver.dayUsed, giver.version, by);
            }
            if (ofMonth) {
                String month = day.month();
                add("window_usage", "AGENT", giver.id, month, "USED", value, giver.monthUsed, giver.version, by);
            }
        }
    }

    List<String> accepted(Map<String, ?> facts) {
        return done("accepted", facts.isEmpty() ? null : Lines.json(facts), null);
    }

    /** What time did, posted on its own. */
    List<String> due(UUID what, long version) {
        return done("accepted", null, what + " " + version);
    }

    List<String> refused(String outcome, Map<String, ?> facts) {
        return done(outcome, Lines.json(facts), null);
    }

    private List<String> done(String outcome, @Nullable String facts, @Nullable String due) {
        Collections.sort(lines);
        List<String> all = new ArrayList<>();
        all.add(Lines.line(
                "entry", outcome, facts, reason, incident, centre, limits, due == null ? "- -" : due, postings));
        all.addAll(lines);
        return all;
    }
}

package dev.makegood.ledger.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.Expiry;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What was agreed about a credit: why it is given, what it gives, and on what, by whom and from when on it is spent. */
record Agreed(
        String kind,
        String basis,
        @Nullable Long percent,
        @Nullable Long cap,
        @Nullable Long spend,
        @Nullable Long item,
        @Nullable String stock,
        @Nullable Long gift,
        @Nullable Long minimum,
        List<String> categories,
        @Nullable String holder,
        @Nullable Instant from,
        boolean combinable,
        Map<String, String> words) {

    static final String GOODWILL = "GOODWILL";

    /** Months that goodwill lasts where nothing else is said. */
    private static final Map<String, Integer> MONTHS =
            Map.of("miles", 24, "voucher", 12, "gift_certificate", 60, "reimbursement", 12, "gift", 12);

    /** Months that everything else lasts at least, and what is owed where nothing else is said. */
    static final int OWED_MONTHS = 60;

    /** As a grant says it; a percentage is valued by what customers of its cost centre spend. */
    static Agreed of(JsonNode grant, @Nullable Long spend) {
        List<String> categories = new ArrayList<>();
        grant.path("for").forEach(category -> categories.add(category.asText()));
        Map<String, String> words = new LinkedHashMap<>();
        for (String word : List.of("description", "sku", "supplier", "tracking", "note")) {
            String said = Lines.textOf(grant, word);
            if (said != null) {
                words.put(word, said);
            }
        }
        return new Agreed(
                Lines.required(grant, "kind"),
                Lines.required(grant, "basis"),
                Lines.numberOf(grant, "percent"),
                Lines.numberOf(grant, "cap"),
                spend,
                Lines.numberOf(grant, "item"),
                Lines.textOf(grant, "stock"),
                Lines.numberOf(grant, "gift"),
                Lines.numberOf(grant, "minimum"),
                categories,
                Lines.textOf(grant, "holder"),
                Lines.instantOf(grant, "from"),
                !grant.has("combinable") || grant.get("combinable").asBoolean(),
                words);
    }

    boolean goodwill() {
        return basis.equals(GOODWILL);
    }

    /** Is it a thing that a purchase can have as a line? */
    boolean isLine() {
        return stock != null || !categories.isEmpty();
    }

    boolean receipt() {
        return kind.equals("reimbursement");
    }

    boolean thing() {
        return item != null || gift != null;
    }

    /** Miles or money to spend on anything, by anybody to whom its kind belongs, now. */
    boolean plain() {
        return percent == null
                && !thing()
                && !receipt()
                && minimum == null
                && categories.isEmpty()
                && holder == null
                && from == null
                && combinable;
    }

    boolean bearer() {
        return holder == null ? kind.equals("gift_certificate") : holder.equals("BEARER");
    }

    /** Certificates may be handed on, and vouchers that were given instead of money or for money. */
    boolean transferable() {
        boolean owed = kind.equals("voucher") && (basis.equals("IN_LIEU") || basis.equals("PURCHASED"));
        return (kind.equals("gift_certificate") || owed) && !"CUSTOMER".equals(holder);
    }

    boolean active(Instant now) {
        return from == null || !from.isAfter(now);
    }

    boolean covers(@Nullable String category) {
        return categories.isEmpty() || categories.contains(String.valueOf(category));
    }

    /** What a rate is multiplied with for each of its unit: what a use is expected to save, or what a thing costs. */
    BigInteger each() {
        if (percent != null && spend != null) {
            long saved = (spend * percent + 99) / 100;
            return BigInteger.valueOf(cap == null ? saved : Math.min(saved, cap));
        }
        return BigInteger.valueOf(item != null ? item : gift != null ? gift : 1);
    }

    /** Where value goes that is taken back. */
    String takenBackTo(Lot lot) {
        return goodwill() ? "FUNDING " + lot.terms.centre() : "SETTLEMENT " + Lines.nobody();
    }

    /** When it ends: after what the grant says, else after what its kind and basis last; what was paid for never does. */
    Expiry expiry(@Nullable String lasts, Instant now, ZoneId zone) {
        Instant begins = from != null && from.isAfter(now) ? from : now;
        if (lasts == null && basis.equals("PURCHASED")) {
            return new Expiry(null, null, zone);
        }
        if (lasts != null && lasts.startsWith("PT")) {
            Instant end = begins.plus(Duration.parse(lasts));
            return new Expiry(end, end.atZone(zone).toLocalDate(), zone);
        }
        Integer months = goodwill() ? MONTHS.get(kind) : Integer.valueOf(OWED_MONTHS);
        Period period = Period.parse(lasts == null ? "P" + months + "M" : lasts);
        return Expiry.endOf(begins.atZone(zone).toLocalDate().plus(period), zone);
    }

    /** Is it promised for less than what must be kept for whom it is owed to? */
    boolean tooShort(@Nullable String lasts, Instant now, ZoneId zone) {
        Instant least = Expiry.endOf(now.atZone(zone).toLocalDate().plusMonths(OWED_MONTHS), zone)
                .at();
        Instant ends = expiry(lasts, now, zone).at();
        return lasts != null && !goodwill() && ends != null && ends.isBefore(least);
    }

    /** The column: its words stand there as what they hash to. */
    @Nullable
    String text() {
        if (plain()) {
            return null;
        }
        StringJoiner text = new StringJoiner(";");
        put(text, "percent", percent);
        put(text, "cap", cap);
        put(text, "spend", percent == null ? null : spend);
        put(text, "item", item);
        put(text, "stock", stock);
        put(text, "receipt", receipt() ? "" : null);
        put(text, "gift", gift);
        put(text, "minimum", minimum);
        put(text, "for", categories.isEmpty() ? null : String.join(",", categories));
        put(text, "holder", holder);
        put(text, "from", from);
        put(text, "alone", combinable ? null : "");
        words.forEach((word, said) -> put(text, word, said));
        return text.toString();
    }

    private static void put(StringJoiner text, String name, @Nullable Object value) {
        if (value != null) {
            text.add(name + "=" + value);
        }
    }
}

package dev.makegood.redemption;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.Account;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Posting;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.http.Refusals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was spent, by whom unless only a code told, and what remains to pay; read by itself, also what of it can still be reversed. */
record RedemptionView(
        @Nullable RedemptionId id,
        @Nullable CustomerNumber customer,
        @Nullable Amount total,
        @Nullable Amount toPay,
        @Nullable List<Bought> purchase,
        List<Line> lines,
        @Nullable Instant recordedAt,
        @Nullable List<Amount> reversible,
        @Nullable HoldId hold) {

    /**
     * What was taken from one credit. A part of a price is a use of its credit, and for each line of the
     * purchase the discount, which the company pays.
     */
    record Line(
            int line,
            CreditId credit,
            Amount amount,
            @Nullable Integer purchaseLine) {}

    /** A line of the purchase: what it came to, what was taken off it, and what remains to pay. */
    record Bought(
            Amount amount,
            @Nullable String category,
            @Nullable Amount discount,
            @Nullable Amount covered,
            Amount toPay) {}

    static boolean isOf(Entry entry) {
        return entry.accepted()
                && entry.effects().postings().stream()
                        .anyMatch(posting -> posting.to().kind() == Account.Kind.REDEEMED);
    }

    static RedemptionView of(
            Entry entry, @Nullable CustomerNumber customer, @Nullable Amount total, @Nullable List<Amount> reversible) {
        return view(entry, new RedemptionId(entry.id()), customer, total, entry.recordedAt(), reversible);
    }

    /** What a redemption would come to. */
    static RedemptionView judged(Entry entry, @Nullable CustomerNumber customer, Amount total) {
        return view(entry, null, customer, total, null, null);
    }

    private static RedemptionView view(
            Entry entry,
            @Nullable RedemptionId id,
            @Nullable CustomerNumber customer,
            @Nullable Amount total,
            @Nullable Instant recordedAt,
            @Nullable List<Amount> reversible) {
        Purchased bought = Purchased.of(entry);
        return new RedemptionView(
                id,
                byBearer(entry) ? null : customer,
                total,
                bought.toPay(),
                bought.lines(),
                lines(entry),
                recordedAt,
                reversible,
                hold(entry));
    }

    /** The lines of a redemption, or of what was captured of a hold. */
    static List<Line> lines(Entry entry) {
        List<Line> lines = new ArrayList<>();
        for (Posting posting : entry.effects().postings()) {
            if (posting.to().kind() == Account.Kind.REDEEMED) {
                lines.add(new Line(posting.number(), posting.credit(), posting.amount(), posting.line()));
            }
        }
        return lines;
    }

    /** The hold that it was captured from, if it was. */
    static @Nullable HoldId hold(Entry entry) {
        for (Posting posting : entry.effects().postings()) {
            if (posting.from().kind() == Account.Kind.HELD && posting.reverses() != null) {
                return new HoldId(posting.reverses().entry());
            }
        }
        return null;
    }

    /** What remained to pay of a purchase, and of each of its lines, where the till told them. */
    record Purchased(@Nullable Amount toPay, @Nullable List<Bought> lines) {

        static Purchased of(Entry entry) {
            JsonNode facts = Refusals.facts(entry);
            Unit unit = facts.has("unit") ? Unit.of(facts.path("unit").asText()) : null;
            return new Purchased(
                    unit == null ? null : new Amount(facts.path("toPay").asLong(), unit),
                    unit == null || !facts.has("lines") ? null : bought(facts.path("lines"), unit));
        }
    }

    /** Was it told by a bearer's code alone whose credits they were? */
    static boolean byBearer(Entry entry) {
        return Refusals.facts(entry).path("bearer").asBoolean();
    }

    private static List<Bought> bought(JsonNode lines, Unit unit) {
        List<Bought> bought = new ArrayList<>();
        for (JsonNode line : lines) {
            bought.add(new Bought(
                    new Amount(line.path("amount").asLong(), unit),
                    line.hasNonNull("category") ? line.path("category").asText() : null,
                    amount(line, "discount", unit),
                    amount(line, "covered", unit),
                    new Amount(line.path("toPay").asLong(), unit)));
        }
        return bought;
    }

    private static @Nullable Amount amount(JsonNode line, String name, Unit unit) {
        return line.hasNonNull(name) ? new Amount(line.path(name).asLong(), unit) : null;
    }
}

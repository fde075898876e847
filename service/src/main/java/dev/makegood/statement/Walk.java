package dev.makegood.statement;

import dev.makegood.credit.PostingType;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one unit of a customer in the order of its head, from the credits that were open at the start. Time
 * decides as in every balance: value leaves its credit at the instant of its date, whether that has been posted or
 * not, and the posting that records it later moves nothing.
 */
final class Walk {

    /** What was available and what was held, in minor units. */
    record Sum(long available, long held) {}

    /**
     * One movement.
     *
     * @param entry the journal entry that moved the value; none where time did
     * @param purchase the redemption that it belongs to, if any
     * @param change what it added to available and held, or took if below zero
     */
    record Step(
            Instant at,
            PostingType type,
            CreditId credit,
            @Nullable EntryId entry,
            @Nullable EntryId purchase,
            Sum change,
            Sum after) {}

    private final Unit unit;
    private final Map<CreditId, OpenCredit> credits = new HashMap<>();
    /** Credits whose available value time has taken, though their last row still shows it. */
    private final Set<CreditId> passed = new HashSet<>();

    private final List<Step> steps = new ArrayList<>();
    private final Sum opening;
    private Sum sum;
    private Instant reached;

    Walk(Unit unit, Instant from, List<OpenCredit> open) {
        this.unit = unit;
        this.reached = from;
        long available = 0;
        long held = 0;
        for (OpenCredit credit : open) {
            credits.put(credit.id(), credit);
            held = Math.addExact(held, credit.held());
            if (credit.due(from)) {
                passed.add(credit.id());
            } else {
                available = Math.addExact(available, credit.available());
            }
        }
        this.opening = new Sum(available, held);
        this.sum = opening;
    }

    Sum opening() {
        return opening;
    }

    List<Step> steps() {
        return steps;
    }

    /** What is left where the walk has come to. */
    Sum sum() {
        return sum;
    }

    void row(StatementRow row) {
        to(row.recordedAt());
        CreditId id = row.credit();
        if (id == null) {
            Expiry moved =
                    row.latest().credit(new CreditId(row.entry().value()), unit).expiry();
            credits.replaceAll((any, credit) -> credit.moved(moved));
            return;
        }
        OpenCredit before = credits.get(id);
        OpenCredit after = row.latest().credit(id, unit);
        long shown = before == null || passed.remove(id) ? 0 : before.available();
        Sum change = new Sum(after.available() - shown, after.held() - (before == null ? 0 : before.held()));
        if (after.open()) {
            credits.put(id, after);
        } else {
            credits.remove(id);
        }
        if (row.fromKind() != null && row.toKind() != null && (change.available() != 0 || change.held() != 0)) {
            PostingType type = PostingType.of(row.fromKind(), row.toKind());
            step(row.recordedAt(), type, id, type == PostingType.EXPIRY ? null : row, change);
        }
    }

    /** Lets time pass up to an instant, and take what ends on the way, soonest first. */
    void to(Instant at) {
        if (at.equals(reached)) {
            return;
        }
        credits.values().stream()
                .filter(credit -> credit.due(at) && !passed.contains(credit.id()))
                .sorted(Comparator.comparing((OpenCredit credit) -> ended(credit))
                        .thenComparing(credit -> credit.id().value()))
                .forEach(credit -> {
                    passed.add(credit.id());
                    step(ended(credit), PostingType.EXPIRY, credit.id(), null, new Sum(-credit.available(), 0));
                });
        reached = at;
    }

    /** When time took it: at its date, or where it came back to a date that had passed. */
    private Instant ended(OpenCredit credit) {
        Instant date = credit.expiry().at();
        return date == null || date.isBefore(reached) ? reached : date;
    }

    private void step(Instant at, PostingType type, CreditId credit, @Nullable StatementRow row, Sum change) {
        sum = new Sum(Math.addExact(sum.available(), change.available()), Math.addExact(sum.held(), change.held()));
        EntryId entry = row == null ? null : row.entry();
        EntryId purchase = row != null && row.reverses() != null ? row.reverses() : entry;
        steps.add(new Step(at, type, credit, entry, purchase, change, sum));
    }
}

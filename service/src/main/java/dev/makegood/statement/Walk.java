package dev.makegood.statement;

import dev.makegood.credit.LatestRow;
import dev.makegood.credit.PostingType;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one unit of a customer in the order of its head, from the credits that were open at the start. Time
 * decides as in every balance: value leaves its credit at the instant of its date, and a hold gives back what is left
 * of it at its end, whether that has been posted or not; what only records it later moves nothing.
 */
final class Walk {

    /** What was available and what was held, in minor units. */
    record Sum(long available, long held) {

        Sum plus(Sum change) {
            return new Sum(Math.addExact(available, change.available()), Math.addExact(held, change.held()));
        }
    }

    /**
     * One movement.
     *
     * @param entry the journal entry that moved the value; none where time did
     * @param purchase the redemption or hold that it belongs to, if any
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
    private final Map<CreditId, Lot> lots = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private Sum opening = new Sum(0, 0);
    private Sum sum = opening;
    private Instant reached;

    Walk(Unit unit, Instant from) {
        this.unit = unit;
        this.reached = from;
    }

    /** A credit that was open at the start, before anything else is told. */
    void opensWith(CreditId id, LatestRow latest) {
        Lot lot = new Lot(latest.credit(id, unit, reached), latest.heldUntil().tailMap(reached, false), reached);
        lots.put(id, lot);
        opening = opening.plus(lot.sum());
        sum = opening;
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
            lots.values().forEach(lot -> lot.moves(moved));
            return;
        }
        Lot lot = lots.computeIfAbsent(id, given -> new Lot(row.latest().credit(given, unit)));
        Sum change = lot.follows(row, row.latest().credit(id, unit));
        if (!lot.open()) {
            lots.remove(id);
        }
        if (!row.due() && row.fromKind() != null && row.toKind() != null) {
            EntryId purchase = row.reverses() == null ? row.entry() : row.reverses();
            step(row.recordedAt(), PostingType.of(row.fromKind(), row.toKind()), id, row.entry(), purchase, change);
        }
    }

    /** Lets time pass up to an instant, and take and give back what ends on the way, soonest first. */
    void to(Instant at) {
        if (at.equals(reached)) {
            return;
        }
        for (Lot lot = next(); lot != null && !lot.due().isAfter(at); lot = next()) {
            // Something that came back to a date which had passed is due at once.
            reached = lot.due().isBefore(reached) ? reached : lot.due();
            turn(lot);
        }
        reached = at;
    }

    private @Nullable Lot next() {
        return lots.values().stream()
                .filter(lot -> lot.nextDue() != null)
                .min(Comparator.comparing(Lot::due)
                        .thenComparing(lot -> lot.id().value()))
                .orElse(null);
    }

    private void turn(Lot lot) {
        if (lot.dateIsNext()) {
            byTime(lot.id(), PostingType.EXPIRY, lot.passes());
            return;
        }
        boolean voided = lot.state() == CreditState.VOIDED;
        Sum back = lot.endsHold();
        byTime(lot.id(), PostingType.RELEASE, new Sum(-back.held(), back.held()));
        // What its credit cannot take back goes on at once.
        byTime(
                lot.id(),
                voided ? PostingType.VOID : PostingType.EXPIRY,
                new Sum(Math.addExact(back.available(), back.held()), 0));
        if (!lot.open()) {
            lots.remove(lot.id());
        }
    }

    private void byTime(CreditId credit, PostingType type, Sum change) {
        step(reached, type, credit, null, null, change);
    }

    private void step(
            Instant at,
            PostingType type,
            CreditId credit,
            @Nullable EntryId entry,
            @Nullable EntryId purchase,
            Sum change) {
        if (change.available() != 0 || change.held() != 0) {
            sum = sum.plus(change);
            steps.add(new Step(at, type, credit, entry, purchase, change, Objects.requireNonNull(sum)));
        }
    }
}

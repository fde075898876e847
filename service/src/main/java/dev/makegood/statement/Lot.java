package dev.makegood.statement;

import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.OpenCredit;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One credit on a walk: as its rows so far and time have it. */
final class Lot {

    private OpenCredit credit;
    /** Whether time has taken what is available of it, though its last row still shows it. */
    private boolean passed;
    /** How much of it is set aside, by when that ends. */
    private final NavigableMap<Instant, Long> holds;

    /** One that was open at an instant. */
    Lot(OpenCredit credit, Map<Instant, Long> holds, Instant at) {
        this.credit = credit;
        this.holds = new TreeMap<>(holds);
        this.passed = credit.due(at);
    }

    /** One that is met for the first time, or once more after it was used up: nothing is on it yet. */
    Lot(OpenCredit first) {
        this.credit = first.after(0, 0, first.state(), first.expiry()).holding(-first.held());
        this.holds = new TreeMap<>();
    }

    CreditId id() {
        return credit.id();
    }

    CreditState state() {
        return credit.state();
    }

    boolean open() {
        return credit.open();
    }

    Walk.Sum sum() {
        return new Walk.Sum(passed ? 0 : credit.available(), credit.held());
    }

    void moves(Expiry date) {
        credit = credit.moved(date);
    }

    /** Goes on to a row, and says what that changed. */
    Walk.Sum follows(StatementRow row, OpenCredit after) {
        Walk.Sum before = sum();
        Instant ends = row.holdEnds();
        long placed = after.held() - credit.held();
        // The end of a hold that is only recorded now was taken into account when it came.
        if (ends != null && placed != 0 && !row.due()) {
            holds.merge(ends, placed, (held, more) -> held + more == 0 ? null : held + more);
        }
        credit = after;
        passed = false;
        return new Walk.Sum(after.available() - before.available(), after.held() - before.held());
    }

    /** When time next takes from it or gives back to it; null for never. */
    @Nullable
    Instant nextDue() {
        Instant date = date();
        Instant end = holds.isEmpty() ? null : holds.firstKey();
        if (date == null || end == null) {
            return date == null ? end : date;
        }
        return date.isAfter(end) ? end : date;
    }

    /** When it is next, of one of which something is. */
    Instant due() {
        return Objects.requireNonNull(nextDue());
    }

    /** Is its date next? It goes before a hold that ends at the same instant. */
    boolean dateIsNext() {
        Instant date = date();
        return date != null && date.equals(nextDue());
    }

    private @Nullable Instant date() {
        return passed ? null : credit.fallsDue();
    }

    /** Lets its date pass, and says what that took. */
    Walk.Sum passes() {
        long available = credit.available();
        passed = true;
        return new Walk.Sum(-available, 0);
    }

    /** Lets the hold that is next end, and says what that changed. */
    Walk.Sum endsHold() {
        Map.Entry<Instant, Long> hold = holds.pollFirstEntry();
        Walk.Sum before = sum();
        credit = credit.released(hold.getValue(), hold.getKey());
        Walk.Sum after = sum();
        return new Walk.Sum(after.available() - before.available(), after.held() - before.held());
    }
}

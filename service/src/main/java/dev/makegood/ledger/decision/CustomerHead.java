package dev.makegood.ledger.decision;

import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Terms;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All of a customer's credits in one unit. Its credits are read only for a command that needs them
 * or when something may be due: before {@code nextDue} nothing is, not even a reminder. {@code movedTo} is the date to
 * which activity has moved every live credit, if it has.
 */
public record CustomerHead(
        Key key,
        long version,
        long available,
        long held,
        List<CreditId> open,
        @Nullable Instant nextDue,
        @Nullable Instant movedTo,
        Instant recordedAt,
        @Nullable Map<CreditId, OpenCredit> credits,
        Map<CreditId, Terms> terms,
        OpenHolds holds) {

    /**
     * How many credits of a unit may be open at once: each posting lists them, and all of them may fall
     * due before one command.
     */
    public static final int MAX_OPEN = 1000;

    /** How many holds may set something aside of a unit at once: each posting lists them, too. */
    public static final int MAX_HOLDS = 100;

    /** What is locked: a customer and a unit. */
    public record Key(CustomerId owner, Unit unit) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int byOwner = owner.value().compareTo(other.owner.value());
            return byOwner == 0 ? unit.code().compareTo(other.unit.code()) : byOwner;
        }
    }

    public static CustomerHead empty(Key key) {
        return new CustomerHead(key, 0, 0, 0, List.of(), null, null, Instant.MIN, Map.of(), Map.of(), OpenHolds.NONE);
    }

    public CustomerHead with(
            Map<CreditId, OpenCredit> loaded, Map<CreditId, Terms> restricted, Map<EntryId, OpenHold> held) {
        return new CustomerHead(
                key,
                version,
                available,
                this.held,
                open,
                nextDue,
                movedTo,
                recordedAt,
                loaded,
                restricted,
                new OpenHolds(holds.ids(), held));
    }

    /** As one of its holds is about to stand. */
    CustomerHead with(OpenHold hold) {
        return new CustomerHead(
                key, version, available, held, open, nextDue, movedTo, recordedAt, credits, terms, holds.with(hold));
    }

    Map<CreditId, OpenCredit> loaded() {
        return Objects.requireNonNull(credits, "the credits of this head were not read");
    }

    @Nullable
    OpenCredit credit(CreditId id) {
        return loaded().get(id);
    }

    /** What a credit gives and under which restrictions: most are plain and not listed. */
    Terms terms(CreditId id) {
        return terms.getOrDefault(id, Terms.PLAIN);
    }

    /** Knows the terms of a credit that is about to be given. */
    CustomerHead gives(CreditId id, Terms of) {
        if (of.plain()) {
            return this;
        }
        Map<CreditId, Terms> more = new HashMap<>(terms);
        more.put(id, of);
        return new CustomerHead(
                key, version, available, held, open, nextDue, movedTo, recordedAt, credits, more, holds);
    }

    /** The open credits that a draw by unit may take from now, in spend order: those without restrictions. */
    List<OpenCredit> spendable(Instant now) {
        return open.stream()
                .map(id -> loaded().get(id))
                .filter(Objects::nonNull)
                .filter(credit -> credit.spendable(now) && terms(credit.id()).plain())
                .sorted(OpenCredit.SPEND_ORDER)
                .toList();
    }

    /** The open credits that have something to lose by time. */
    List<OpenCredit> live() {
        return open.stream()
                .map(id -> loaded().get(id))
                .filter(Objects::nonNull)
                .filter(credit -> credit.fallsDue() != null)
                .toList();
    }

    /** A credit that its customer is to be reminded of, or was, with its date. */
    public record Ending(CreditId credit, Expiry expiry) {}

    /** The live credits that have reached the first of their marks. */
    public List<Ending> ending(Instant now) {
        return live().stream()
                .filter(credit -> Marks.reached(credit, now) > 0)
                .map(credit -> new Ending(credit.id(), credit.expiry()))
                .toList();
    }

    /** May anything have ended by now? */
    boolean anyDue(Instant now) {
        return nextDue != null && !now.isBefore(nextDue);
    }

    /** The first of the open credits whose date has passed and whose value has not moved yet. */
    @Nullable
    OpenCredit due(Instant now) {
        return open.stream()
                .map(id -> loaded().get(id))
                .filter(Objects::nonNull)
                .filter(credit -> credit.due(now))
                .min(OpenCredit.SPEND_ORDER)
                .orElse(null);
    }

    /** After the next version, which touched one credit. */
    CustomerHead touched(OpenCredit after, Instant now) {
        OpenCredit before = credits == null ? null : credits.get(after.id());
        long newAvailable = Math.addExact(available, after.available() - (before == null ? 0 : before.available()));
        long newHeld = Math.addExact(held, after.held() - (before == null ? 0 : before.held()));
        List<CreditId> stillOpen = new ArrayList<>(open);
        stillOpen.remove(after.id());
        if (after.open()) {
            stillOpen.add(after.id());
        }
        Map<CreditId, OpenCredit> known = null;
        if (credits != null) {
            known = new HashMap<>(credits);
            known.put(after.id(), after);
        }
        // Value that came back may end before the date to which activity moved the others.
        boolean reopened = before != null && !before.open() && after.open();
        return new CustomerHead(
                key,
                version + 1,
                newAvailable,
                newHeld,
                List.copyOf(stillOpen),
                due(stillOpen, known, after, now),
                reopened ? null : movedTo,
                now,
                known,
                terms,
                holds);
    }

    /** After the next version, which moved the date of all live credits. */
    CustomerHead moved(Expiry expiry, Instant now) {
        Map<CreditId, OpenCredit> known = credits;
        if (credits != null) {
            known = new HashMap<>(credits);
            known.replaceAll((id, credit) -> credit.moved(expiry));
        }
        return new CustomerHead(
                key, version + 1, available, held, open, nextDue, expiry.at(), now, known, terms, holds);
    }

    /** Knows that every live credit lasts to this date without a row that says so. */
    CustomerHead lastsTo(@Nullable Instant date) {
        return new CustomerHead(key, version, available, held, open, nextDue, date, recordedAt, credits, terms, holds);
    }

    private @Nullable Instant soonest(List<CreditId> ids, Map<CreditId, OpenCredit> known, Instant now) {
        Instant soonest = holds.soonest();
        for (CreditId id : ids) {
            OpenCredit credit = known.get(id);
            if (credit != null) {
                soonest = earlier(soonest, Marks.next(credit, now));
            }
        }
        return soonest;
    }

    /** Knows when there is something to do next, once all that there was has been done. */
    CustomerHead settled(Instant now) {
        Instant soonest = soonest(open, loaded(), now);
        return new CustomerHead(
                key, version, available, held, open, soonest, movedTo, recordedAt, credits, terms, holds);
    }

    private @Nullable Instant due(
            List<CreditId> ids, @Nullable Map<CreditId, OpenCredit> known, OpenCredit after, Instant now) {
        if (known == null) {
            return earlier(nextDue, Marks.next(after, now));
        }
        Instant soonest = soonest(ids, known, now);
        // A reminder may be due that only the clock makes: what is not done yet stays due.
        return soonest == null || nextDue == null || now.isBefore(nextDue) ? soonest : nextDue;
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}

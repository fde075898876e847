package dev.makegood.credit;

import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The last row that touched a credit, and the date to which activity has moved it since. Public, because JDBI makes it. */
public record LatestRow(
        long headVersion,
        long available,
        long held,
        CreditState state,
        @Nullable Instant expiresAt,
        @Nullable LocalDate expiresOn,
        ZoneId zone,
        @Nullable Instant movedTo,
        @Nullable LocalDate movedOn,
        @Nullable ZoneId movedZone,
        @Nullable String holds) {

    /** As it stood at an instant: a hold that had ended by then sets nothing aside, posted or not. */
    public OpenCredit credit(CreditId id, Unit unit, Instant at) {
        OpenCredit credit = credit(id, unit);
        for (Map.Entry<Instant, Long> hold : heldUntil().headMap(at, true).entrySet()) {
            credit = credit.released(hold.getValue(), hold.getKey());
        }
        return credit;
    }

    /** How much of it holds set aside, by when they end. */
    public NavigableMap<Instant, Long> heldUntil() {
        NavigableMap<Instant, Long> ends = new TreeMap<>();
        if (holds != null) {
            for (String hold : holds.split(";", -1)) {
                String[] part = hold.split("=", 2);
                ends.merge(Instant.parse(part[0]), Long.valueOf(part[1]), Math::addExact);
            }
        }
        return ends;
    }

    public OpenCredit credit(CreditId id, Unit unit) {
        Expiry own = new Expiry(expiresAt, expiresOn, zone);
        Expiry moved = movedZone == null ? null : new Expiry(movedTo, movedOn, movedZone);
        return OpenCredit.read(new OpenCredit(id, unit, headVersion, available, held, state, own), moved);
    }
}

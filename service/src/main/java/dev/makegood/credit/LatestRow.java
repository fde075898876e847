package dev.makegood.credit;

import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
        @Nullable ZoneId movedZone) {

    public OpenCredit credit(CreditId id, Unit unit) {
        Expiry own = new Expiry(expiresAt, expiresOn, zone);
        Expiry moved = movedZone == null ? null : new Expiry(movedTo, movedOn, movedZone);
        return OpenCredit.read(new OpenCredit(id, unit, headVersion, available, held, state, own), moved);
    }
}

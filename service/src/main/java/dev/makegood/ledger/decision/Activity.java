package dev.makegood.ledger.decision;

import dev.makegood.ledger.Basis;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Settings;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** How long credits last, and how activity makes a customer's miles live on. */
final class Activity {

    private Activity() {}

    /** The end of the local day on which a credit that begins now expires, unless the grant says how long it lasts. */
    static Expiry expiry(Draft draft, Command.Grant grant, ZoneId zone) {
        Instant validFrom = grant.restrictions().validFrom();
        Instant begins = validFrom == null || validFrom.isBefore(draft.now) ? draft.now : validFrom;
        return grant.lasting() == null
                ? usual(term(draft, grant.kind(), grant.basis()), begins, zone)
                : grant.lasting().from(begins, zone);
    }

    /** How long it must last at least, where what was promised is shorter: the law of what the customer gave up something for. */
    static @Nullable Integer tooShort(Draft draft, Command.Grant grant, ZoneId zone) {
        Integer least = term(draft, grant.kind(), grant.basis()).leastMonths();
        if (grant.lasting() == null || least == null) {
            return null;
        }
        Expiry promised = expiry(draft, grant, zone);
        Expiry shortest = Expiry.endOf(draft.now.atZone(zone).toLocalDate().plusMonths(least), zone);
        return promised.laterOf(shortest).equals(promised) ? null : least;
    }

    private static Settings.Term term(Draft draft, Kind kind, Basis basis) {
        return draft.state
                .settings()
                .term(kind, basis, draft.now)
                .orElseThrow(() -> new IllegalStateException("no term for " + kind + " given as " + basis));
    }

    private static Expiry usual(Settings.Term term, Instant begins, ZoneId zone) {
        Integer months = term.months();
        return months == null
                ? Expiry.never(zone)
                : Expiry.endOf(begins.atZone(zone).toLocalDate().plusMonths(months), zone);
    }

    /** Moves all live credits of the unit to what the kind's goodwill now lasts to, if the kind lives on with activity. */
    static void of(Draft draft, CustomerHead.Key key, Kind kind, ZoneId zone) {
        Settings.Term term = term(draft, kind, Basis.GOODWILL);
        Expiry expiry = usual(term, draft.now, zone);
        CustomerHead head = draft.heads.unit(key);
        if (!term.activity() || expiry.at() == null || expiry.at().equals(head.movedTo())) {
            return;
        }
        if (head.open().isEmpty()) {
            draft.heads.moves(head.lastsTo(expiry.at()));
        } else {
            draft.moves(key, expiry);
        }
    }
}

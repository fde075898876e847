package dev.makegood.ledger.decision;

import dev.makegood.ledger.Basis;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Settings;
import java.time.ZoneId;

/** How long credits last, and how activity makes a customer's miles live on. */
final class Activity {

    private Activity() {}

    /** The end of the local day on which a credit given now expires. */
    static Expiry expiry(Draft draft, Kind kind, ZoneId zone) {
        Settings.Term term = draft.state
                .settings()
                .term(kind, Basis.GOODWILL, draft.now)
                .orElseThrow(() -> new IllegalStateException("no term for " + kind));
        Integer months = term.months();
        return months == null
                ? Expiry.never(zone)
                : Expiry.endOf(draft.now.atZone(zone).toLocalDate().plusMonths(months), zone);
    }

    /** Moves all live credits of the unit to the date, if the kind lives on with activity. */
    static void of(Draft draft, CustomerHead.Key key, Kind kind, Expiry expiry) {
        boolean livesOn = draft.state
                .settings()
                .term(kind, Basis.GOODWILL, draft.now)
                .map(Settings.Term::activity)
                .orElse(false);
        CustomerHead head = draft.heads.unit(key);
        if (!livesOn || expiry.at() == null || expiry.at().equals(head.movedTo())) {
            return;
        }
        if (head.open().isEmpty()) {
            draft.heads.moves(head.lastsTo(expiry.at()));
        } else {
            draft.moves(key, expiry);
        }
    }
}

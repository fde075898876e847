package dev.makegood.ledger.decision;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.OpenCredit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Posts what time has decided in a customer's unit, each as an entry of its own and in the order of time: at
 * its date a credit loses what is available of it, at its end a hold gives back what is left of it.
 */
final class Overdue {

    private final Draft draft;
    private final CustomerHead.Key key;

    Overdue(Draft draft, CustomerHead.Key key) {
        this.draft = draft;
        this.key = key;
    }

    void post() {
        while (draft.heads.unit(key).anyDue(draft.now)) {
            OpenCredit credit = draft.heads.unit(key).due(draft.now);
            OpenHold hold = draft.heads.unit(key).holds().ended(draft.now);
            if (credit != null && (hold == null || !date(credit).isAfter(hold.endsAt()))) {
                expire(credit);
            } else if (hold != null) {
                release(hold);
            } else {
                return;
            }
        }
    }

    private static Instant date(OpenCredit credit) {
        @Nullable Instant at = credit.expiry().at();
        return at == null ? Instant.MAX : at;
    }

    /** Where all of it is held there is nothing to move, but from here on nothing moves its date either. */
    private void expire(OpenCredit credit) {
        OpenCredit after = credit.after(0, 0, credit.state().ended(), credit.expiry());
        draft.due(
                key,
                "expire/1 " + new Json().put("credit", credit.id()),
                new Entry.Due(credit.id().value(), credit.version()),
                () -> {
                    if (credit.available() > 0) {
                        Account from = Account.available(credit.id());
                        draft.post(key, credit.available(), from, Account.EXPIRED, after, null);
                    } else {
                        draft.changes(key, "expiry", after);
                    }
                });
    }

    private void release(OpenHold hold) {
        draft.due(
                key,
                "end_hold/1 " + new Json().put("hold", hold.id()).put("unit", key.unit()),
                new Entry.Due(hold.id().value(), hold.lines().get(0).number()),
                () -> ReleaseRule.release(draft, key, hold));
    }
}

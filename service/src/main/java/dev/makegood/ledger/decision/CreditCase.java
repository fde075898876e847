package dev.makegood.ledger.decision;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Role;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A command about one credit while it is being decided: the credit as given, and as it stands now. */
final class CreditCase {

    final Draft draft;
    final Credit credit;
    final CustomerHead.Key key;
    final OpenCredit now;
    final Role role;
    private final Entry.About about;

    CreditCase(Draft draft, CreditId id) {
        this.draft = draft;
        this.credit = Objects.requireNonNull(draft.state.known().credit(id), "not located");
        this.key = new CustomerHead.Key(credit.owner(), credit.face().unit());
        this.now = Objects.requireNonNull(draft.heads.unit(key).credit(id), "not read");
        this.role = draft.request.actor().role();
        this.about = new Entry.About(null, credit.incident(), credit.giver().costCentre());
    }

    boolean byAgent() {
        return role == Role.AGENT || role == Role.SYSTEM;
    }

    boolean byGiver() {
        return credit.giver().giver().equals(draft.request.actor().id());
    }

    Account available() {
        return Account.available(credit.id());
    }

    /** Why this caller may not act on it, if so: an agent who is not active, or whose own or household's it is. */
    @Nullable
    Refusal barred() {
        return Duties.acting(draft, credit.owner());
    }

    /** Why what is on it has ended, if it has. */
    @Nullable
    Refusal ended() {
        if (now.state() == CreditState.VOIDED) {
            return Refusal.CREDIT_VOIDED;
        }
        return now.state().expired() || now.expiry().passed(draft.now) ? Refusal.CREDIT_EXPIRED : null;
    }

    /** Why nothing can be taken from it now, if that is so. */
    @Nullable
    Refusal untakable() {
        Refusal ended = ended();
        if (ended != null) {
            return ended;
        }
        if (now.state().blocked()) {
            return Refusal.CREDIT_BLOCKED;
        }
        if (!credit.terms().restrictions().active(draft.now)) {
            return Refusal.CREDIT_NOT_ACTIVE;
        }
        return now.available() == 0 ? Refusal.CREDIT_USED_UP : null;
    }

    Json facts() {
        return new Json().put("credit", credit.id());
    }

    Decision refuse(Refusal refusal) {
        return refuse(refusal, facts());
    }

    Decision refuse(Refusal refusal, Json facts) {
        return draft.refuse(credit.owner().value(), about, refusal, facts);
    }

    Decision accept(@Nullable Json facts) {
        return draft.accept(credit.owner().value(), about, facts);
    }
}

package dev.makegood.ledger.decision;

import dev.makegood.ledger.Code;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a code may be used, and if not, why: for the journal alone, since outside every reason looks the same. It is
 * asked by what is seen before anything is locked, so that no reason takes longer to say than another; what is good
 * then is looked at again under the lock.
 */
public final class CodeRule {

    static final String UNKNOWN = "unknown";
    static final String FOREIGN = "foreign";

    private CodeRule() {}

    /** Why a credit that stands like this cannot be spent now; none when it can. */
    public static @Nullable String over(OpenCredit standing, Instant now) {
        if (standing.spendable(now)) {
            return null;
        }
        if (standing.state() == CreditState.VOIDED) {
            return "voided";
        }
        if (standing.state() == CreditState.EXPIRED || standing.expiry().passed(now)) {
            return "expired";
        }
        return standing.available() == 0 ? "used_up" : "blocked";
    }

    /**
     * Why a caller cannot use a code; none when it can. A bearer's code is used by whoever has it; any other belongs to
     * its customer, and to who may touch that customer.
     *
     * @param owner the customer that is named, if one is
     */
    public static @Nullable String refused(Principal actor, Known known, @Nullable CustomerId owner, Code code) {
        Known.Coded coded = known.coded(code);
        Credit credit = coded == null ? null : known.credit(coded.credit());
        if (coded == null || credit == null) {
            return UNKNOWN;
        }
        if (coded.over() != null) {
            return coded.over();
        }
        boolean own = (owner == null || owner.equals(credit.owner())) && Rules.covers(actor, known, credit.owner());
        return own || credit.bearer() ? null : FOREIGN;
    }
}

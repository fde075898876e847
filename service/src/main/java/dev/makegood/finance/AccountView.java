package dev.makegood.finance;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.CreditId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account in the words of the interface: what it is for, and whose it is. */
record AccountView(
        String type,
        @Nullable CostCentreId costCentre,
        @Nullable String partner,
        @Nullable CreditId credit) {

    /** @param subject the name of a partner that redeemed, while it is known */
    static AccountView of(Account.Kind kind, UUID party, @Nullable String subject) {
        String type = kind.name().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case FUNDING -> new AccountView(type, new CostCentreId(party), null, null);
            case REDEEMED -> new AccountView(type, null, subject, null);
            case AVAILABLE, HELD -> new AccountView(type, null, null, new CreditId(party));
            case EXPIRED, UNCLAIMED, TRANSIT, SETTLEMENT -> new AccountView(type, null, null, null);
        };
    }
}

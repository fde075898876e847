package dev.makegood.credit;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Benefit;
import dev.makegood.ledger.Restrictions;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.Terms;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** On what a credit may be spent, by whom and from when on. */
public record RestrictionsView(
        @Nullable Amount minimumSpend,
        @Nullable List<String> categories,
        Restrictions.@Nullable Holder holder,
        @Nullable Instant validFrom,
        boolean combinable) {

    /** Nothing where there are none. */
    public static @Nullable RestrictionsView of(Terms terms, Unit unit) {
        Restrictions of = terms.restrictions();
        if (of.equals(Restrictions.NONE)) {
            return null;
        }
        Unit currency = terms.benefit().equals(Benefit.MONEY) ? unit : Settings.CURRENCY;
        Long least = of.minimumSpend();
        return new RestrictionsView(
                least == null ? null : new Amount(least, currency),
                of.categories().isEmpty() ? null : of.categories(),
                of.holder(),
                of.validFrom(),
                of.combinable());
    }
}

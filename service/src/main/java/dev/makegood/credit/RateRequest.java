package dev.makegood.credit;

import dev.makegood.ledger.Settings;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.http.Check;
import dev.makegood.platform.http.DecimalText;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a minor unit given as a kind is worth, from a date on or from now on. */
record RateRequest(
        @Nullable String name,
        @Nullable CreditKind kind,
        @Nullable Unit unit,
        @Nullable Unit currency,
        @Nullable DecimalText customer,
        @Nullable DecimalText fair,
        @Nullable DecimalText expectedCost,
        @Nullable Instant validFrom) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._:/#-]{0,63}");

    /** @throws dev.makegood.problem.ProblemException naming everything that is wrong */
    SettingsCommand.AddRate command() {
        Check check = new Check()
                .that(
                        name != null && NAME.matcher(name).matches(),
                        "/name",
                        "must be 1 to 64 letters, digits, blanks or one of . _ : / # -, a letter or digit first")
                .present("/kind", kind)
                .present("/unit", unit)
                .that(
                        Settings.CURRENCY.equals(currency),
                        "/currency",
                        "must be " + Settings.CURRENCY + ", the company's currency")
                .present("/customer", customer)
                .present("/fair", fair)
                .present("/expectedCost", expectedCost);
        if (kind != null && unit != null) {
            check.that(kind.countedIn(unit), "/unit", "must be " + kind.units() + " for this kind");
        }
        check.done();
        return new SettingsCommand.AddRate(
                Objects.requireNonNull(name),
                Objects.requireNonNull(kind).kind(),
                Objects.requireNonNull(unit),
                new SettingsCommand.Worth(
                        Objects.requireNonNull(currency),
                        Objects.requireNonNull(customer).number(),
                        Objects.requireNonNull(fair).number(),
                        Objects.requireNonNull(expectedCost).number()),
                validFrom);
    }
}

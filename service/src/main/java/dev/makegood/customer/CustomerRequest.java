package dev.makegood.customer;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.platform.http.Check;
import java.time.ZoneId;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a customer lives. */
record CustomerRequest(@Nullable ZoneId zone, @Nullable String jurisdiction) {

    /** A country or a part of one, as ISO 3166 writes it. */
    private static final Pattern JURISDICTION = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");

    Command.SetCustomer command(CustomerNumber customer) {
        new Check()
                .present("/zone", zone)
                .that(
                        jurisdiction == null
                                || JURISDICTION.matcher(jurisdiction).matches(),
                        "/jurisdiction",
                        "must be a country or a part of one by ISO 3166, such as US-AZ")
                .done();
        return new Command.SetCustomer(customer, Objects.requireNonNull(zone), jurisdiction);
    }

    CustomerView view(CustomerNumber customer) {
        return new CustomerView(customer, zone, jurisdiction);
    }
}

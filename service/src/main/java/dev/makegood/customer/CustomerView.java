package dev.makegood.customer;

import dev.makegood.ledger.CustomerNumber;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What the ledger knows of a customer; without a zone of its own, that of the cost centre at hand counts. */
record CustomerView(
        CustomerNumber customer,
        @Nullable ZoneId zone,
        @Nullable String jurisdiction) {}

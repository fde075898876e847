package dev.makegood.ledger;

import java.util.UUID;

/**
 * The identity of something in the ledger: a UUIDv7 inside, and outside a prefix with 26 symbols of
 * lower-case Crockford base 32, which sorts as the UUID does and is safe in a URL. Parsing refuses
 * anything else with {@link IllegalArgumentException}.
 */
public sealed interface Id
        permits AgentId, CostCentreId, CreditId, CustomerId, EntryId, IncidentId, PrincipalId, ReminderId {

    UUID value();

    static String text(String prefix, UUID value) {
        return prefix + Base32.encode(value);
    }

    static UUID parse(String prefix, String text) {
        if (!text.startsWith(prefix)) {
            throw new IllegalArgumentException("expected " + prefix + " and 26 symbols of base 32");
        }
        return Base32.decode(text.substring(prefix.length()));
    }
}

package dev.makegood.ledger;

import java.util.UUID;

/** The ledger's own random key of a customer; the company's number never enters the ledger. */
public record CustomerId(UUID value) implements Id {

    private static final String PREFIX = "cus_";

    public static CustomerId parse(String text) {
        return new CustomerId(Id.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return Id.text(PREFIX, value);
    }
}

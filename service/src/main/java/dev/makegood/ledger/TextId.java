package dev.makegood.ledger;

import java.util.UUID;

/** Where a note or a summary stands, apart from the ledger, so that it can be erased. */
public record TextId(UUID value) {}

package dev.makegood.ledger.writer;

/** What stands in the database only as a hash: what callers chose, and codes, each under keys of its own. */
public record Hashes(KeyedHash texts, CodeKeys codes) {}

package dev.makegood.ledger.writer;

import java.time.InstantSource;

/** What a lane works with: its own ids, claim numbers and memory of customers, and what all lanes share. */
record LaneParts(
        InstantSource clock,
        Ids ids,
        ClaimNumbers claims,
        CustomerKeys keys,
        KeyedHash hash,
        Codes codes,
        SettingsCache settings,
        Turn turn,
        int epoch) {}

package dev.makegood.platform.http;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Unit;

/** An amount in minor units that may be below zero: a balance, or what was given back. */
public record SignedAmount(long amount, Unit unit, String display) {

    public static SignedAmount of(long minor, Unit unit) {
        return new SignedAmount(minor, unit, Amount.display(minor, unit));
    }
}

/**
 * The words of the ledger: accounts, amounts, credits, limits, commands and their outcomes.
 *
 * <p>It owns the types that a decision needs and the door {@link dev.makegood.ledger.Ledger}, behind
 * which {@code decision} holds every rule about value and {@code writer} the lanes and the SQL. It
 * may call nothing but the JDK: no HTTP, no JSON, no feature.
 */
@NullMarked
package dev.makegood.ledger;

import org.jspecify.annotations.NullMarked;

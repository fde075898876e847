/**
 * Every rule about value, as pure functions from what was locked and read to an outcome.
 *
 * <p>It owns {@code decide}, one file for each command, the heads that it reads and moves, and the
 * choice of what a command locks. No clock, no SQL, no randomness, no HTTP: it may call the types of
 * {@code ledger} and nothing else.
 */
@NullMarked
package dev.makegood.ledger.decision;

import org.jspecify.annotations.NullMarked;

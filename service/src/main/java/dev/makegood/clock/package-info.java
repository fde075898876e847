/**
 * The clock that records what time has decided: it finds the customers whose credits have fallen due and touches them.
 *
 * <p>It owns the lease by which one of several instances does so. It decides nothing: without it every decision and
 * read already counts what time has done. It may call {@code ledger} and the metrics registry.
 */
@NullMarked
package dev.makegood.clock;

import org.jspecify.annotations.NullMarked;

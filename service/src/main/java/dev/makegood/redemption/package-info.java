/**
 * Redemptions: spending credits on a purchase, and giving them back.
 *
 * <p>It owns redemptions and reversals as they were decided, and what of a redemption can still be
 * reversed. It may call {@code code}, {@code credit}, {@code ledger}, {@code problem} and the platform's HTTP and
 * identity. Which credits are drawn is decided inside the ledger.
 */
@NullMarked
package dev.makegood.redemption;

import org.jspecify.annotations.NullMarked;

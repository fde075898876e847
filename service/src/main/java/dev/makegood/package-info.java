/**
 * Makegood: a loyalty and goodwill-credit ledger.
 *
 * <p>This package holds nothing itself. Features sit side by side below it; they call {@code ledger},
 * which calls none of them, and {@code platform} wires all of them together.
 */
@NullMarked
package dev.makegood;

import org.jspecify.annotations.NullMarked;

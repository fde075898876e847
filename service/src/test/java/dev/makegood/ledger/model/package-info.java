/**
 * The ledger's rules once more, written from the design and the domain alone, and the tests that
 * replay the journal with them.
 *
 * <p>It shares the value types of {@code ledger} and none of its rules, so that both can be wrong
 * only in different ways.
 */
@NullMarked
package dev.makegood.ledger.model;

import org.jspecify.annotations.NullMarked;

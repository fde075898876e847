/**
 * A customer's statement: what was there, what moved, what is left, over a span of recorded time.
 *
 * <p>It owns the walk from the credits that were open at the start through everything recorded since, and its forms
 * as JSON, CSV and PDF. It may call {@code credit}, {@code customer}, {@code ledger}, {@code problem} and the
 * platform's HTTP and identity; nothing calls it.
 */
@NullMarked
package dev.makegood.statement;

import org.jspecify.annotations.NullMarked;

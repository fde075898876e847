/**
 * Credits: what customers hold, as it stands now and as it stood, what it is worth, and taking it back.
 *
 * <p>It owns the reading of credits, of their postings, of balances and of rates, and applies what time has
 * done since the last row. It may call {@code customer}, {@code ledger}, {@code problem} and the platform's
 * HTTP and identity; incidents, remedies and redemptions show its credits.
 */
@NullMarked
package dev.makegood.credit;

import org.jspecify.annotations.NullMarked;

/**
 * Incidents: what went wrong, for whom and when, under a claim number.
 *
 * <p>It owns the reading of incidents, of their references and summaries, and the form in which one is
 * opened, by itself or with a remedy. It may call {@code credit}, {@code customer}, {@code ledger},
 * {@code problem} and the platform's HTTP and identity.
 */
@NullMarked
package dev.makegood.incident;

import org.jspecify.annotations.NullMarked;

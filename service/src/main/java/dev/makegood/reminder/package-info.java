/**
 * Reminders of what will expire, and whether they reached their customers.
 *
 * <p>It owns the reading of reminders and the report of their delivery; they are made by the ledger and found in the
 * events. It may call {@code ledger}, {@code platform.http}, {@code platform.identity} and {@code problem}.
 */
@NullMarked
package dev.makegood.reminder;

import org.jspecify.annotations.NullMarked;

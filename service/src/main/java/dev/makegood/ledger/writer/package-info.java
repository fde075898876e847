/**
 * The write path: lanes that commit groups of commands, and the SQL that locks, reads and appends.
 *
 * <p>It owns the one implementation of {@link dev.makegood.ledger.Ledger} and decides nothing about
 * value: that is {@code decision}. It may call {@code ledger}, JDBC and the metrics registry.
 */
@NullMarked
package dev.makegood.ledger.writer;

import org.jspecify.annotations.NullMarked;

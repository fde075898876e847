/**
 * What happened, told in the order of commit to whoever follows.
 *
 * <p>It owns the feed over the outbox and its vocabulary. An event is rendered from its journal entry and nothing else,
 * so it never tells a code or a text. It may call {@code ledger}, {@code finance} for places in the order,
 * {@code credit} for the words of postings, {@code platform.http}, {@code platform.identity} and {@code problem}.
 */
@NullMarked
package dev.makegood.event;

import org.jspecify.annotations.NullMarked;

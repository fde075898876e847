/** Holds the feed to its promise: every event once and in order, whoever writes. */
@NullMarked
package dev.makegood.event;

import org.jspecify.annotations.NullMarked;

/**
 * The application itself: configuration, wiring and command line.
 *
 * <p>It owns the main class and the constructors' order, and no rule about value. It may call every
 * other package, and none of them calls it.
 */
@NullMarked
package dev.makegood.platform;

import org.jspecify.annotations.NullMarked;

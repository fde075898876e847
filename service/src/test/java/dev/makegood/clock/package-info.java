/** Holds the clock to its promise: what is due is posted once, whoever does it and wherever it is cut off. */
@NullMarked
package dev.makegood.clock;

import org.jspecify.annotations.NullMarked;

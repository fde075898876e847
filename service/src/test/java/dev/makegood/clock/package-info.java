@NullMarked
package dev.makegood.clock;

import org.jspecify.annotations.NullMarked;

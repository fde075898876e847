/** Tests of who is let in. */
@NullMarked
package dev.makegood.platform.identity;

import org.jspecify.annotations.NullMarked;

/** Tests of what finance sees. */
@NullMarked
package dev.makegood.finance;

import org.jspecify.annotations.NullMarked;

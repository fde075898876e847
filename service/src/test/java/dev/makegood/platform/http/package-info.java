/** Tests of what every HTTP resource shares. */
@NullMarked
package dev.makegood.platform.http;

import org.jspecify.annotations.NullMarked;

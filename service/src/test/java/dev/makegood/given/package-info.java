/** What the tests over HTTP start from: people with limits, customers, incidents and credits. */
@NullMarked
package dev.makegood.given;

import org.jspecify.annotations.NullMarked;

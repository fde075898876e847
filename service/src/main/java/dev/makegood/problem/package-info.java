/**
 * How the service says no: problem details as of RFC 9457.
 *
 * <p>It owns the one list of error codes, the one exception that carries a "no" to HTTP and what turns
 * any failure, of ours or of the framework, into a problem document. It knows Jersey, Jetty and Jackson
 * and calls no other package of ours; everybody that speaks HTTP may call it.
 */
@NullMarked
package dev.makegood.problem;

import org.jspecify.annotations.NullMarked;

/**
 * The demo: half a year of real flight delays, made good by made-up people for made-up members.
 *
 * <p>It owns the flights, the airports, the members, the clock that turns along and the policy file.
 * It may call the ledger's words and its one door, and nothing else: it gives, spends and gives back
 * with the commands that HTTP submits, and neither knows the database nor a resource. The platform
 * wires it.
 */
@NullMarked
package dev.makegood.demo;

import org.jspecify.annotations.NullMarked;

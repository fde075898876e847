/**
 * Customers as the company names them.
 *
 * <p>It owns the only table in which the company's customer number stands beside the ledger's own
 * random key, and answers what the ledger knows of a customer. It may call {@code ledger}, {@code
 * problem} and the platform's HTTP and identity; the other features ask it whom a number means.
 */
@NullMarked
package dev.makegood.customer;

import org.jspecify.annotations.NullMarked;

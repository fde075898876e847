/**
 * What every HTTP resource shares: strict JSON, parameters, the idempotency header, paging, rate limits
 * and traces.
 *
 * <p>It owns the shape of requests and answers and no rule about value. It may call {@code ledger} for
 * its value types, {@code platform.identity} and {@code problem}; features call it.
 */
@NullMarked
package dev.makegood.platform.http;

import org.jspecify.annotations.NullMarked;

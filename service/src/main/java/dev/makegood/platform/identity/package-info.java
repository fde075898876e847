/**
 * Who calls: access tokens, roles and principals.
 *
 * <p>It owns the check of bearer tokens, the roles and what each resource method declares about them, the
 * table of principals, and the development issuer. It may call {@code ledger} for its id types and
 * {@code problem}; resources read the {@code Caller} that it leaves behind.
 */
@NullMarked
package dev.makegood.platform.identity;

import org.jspecify.annotations.NullMarked;

/**
 * What finance and auditors see: the journal, the accounts, and the check that all of it is as it should be.
 *
 * <p>It owns the reads of journal and accounts, the roll-up of the accounts that have no head, and the
 * check that derives everything again. It writes nothing but the roll-up. It may call {@code ledger} for
 * its types, {@code platform.http}, {@code platform.identity} and {@code problem}.
 */
@NullMarked
package dev.makegood.finance;

import org.jspecify.annotations.NullMarked;

/**
 * Codes of vouchers and certificates: shown once, given anew, looked up, and guarded against guessing.
 *
 * <p>It owns how a new code is shown, the QR code too, what a holder is told of it, and the count of failed
 * tries. It may call {@code credit}, {@code ledger}, {@code problem} and the platform's HTTP and identity.
 * Which code a credit has is decided inside the ledger.
 */
@NullMarked
package dev.makegood.code;

import org.jspecify.annotations.NullMarked;

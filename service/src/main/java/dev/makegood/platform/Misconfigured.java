package dev.makegood.platform;

/** A configuration that cannot be worked with; the message names the field and is for the operator. */
final class Misconfigured extends RuntimeException {
    Misconfigured(String message) {
        super(message);
    }
}

package dev.makegood.platform.http;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under one key, from any number of threads. */
final class Hmac {

    /** The fewest bytes of a key. */
    static final int MIN_KEY = 32;

    private final Mac prototype;

    Hmac(byte[] key) {
        if (key.length < MIN_KEY) {
            throw new IllegalArgumentException("expected a key of at least " + MIN_KEY + " bytes");
        }
        try {
            prototype = Mac.getInstance("HmacSHA256");
            prototype.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** A fresh computation; copying a keyed Mac is cheaper than keying a new one. */
    Mac begin() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the HmacSHA256 of the JDK can be copied", e);
        }
    }

    byte[] of(byte[] message) {
        return begin().doFinal(message);
    }
}

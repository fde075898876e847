package dev.makegood.ledger.writer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 under a key that is kept outside the database: what a caller chose stands in the
 * journal only as this, with the key's id, so that erasing the plain text erases it for good.
 */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final String keyId;
    private final SecretKeySpec key;

    /** Refuses a secret of fewer than 16 bytes with {@link IllegalArgumentException}. */
    public KeyedHash(String keyId, byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("expected a secret of at least 16 bytes");
        }
        this.keyId = keyId;
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** For the canonical command. */
    public String text(String value) {
        return keyId + ":" + HexFormat.of().formatHex(hash(value), 0, 16);
    }

    /** 128 bits, for a key or a fingerprint. */
    public UUID uuid(String... parts) {
        StringBuilder all = new StringBuilder();
        for (String part : parts) {
            all.append(part.length()).append(':').append(part);
        }
        ByteBuffer bytes = ByteBuffer.wrap(hash(all.toString()));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private byte[] hash(String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

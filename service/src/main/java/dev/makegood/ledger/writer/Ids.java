package dev.makegood.ledger.writer;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * New UUIDs of version 7 (RFC 9562) whose lowest 12 bits are zero: they are the numbers of what
 * derives from a command. 62 random bits in each millisecond remain.
 */
final class Ids {

    private static final long VARIANT = 1L << 63;
    private static final long NUMBERS = 0xFFFL;

    private final SecureRandom random;

    Ids(SecureRandom random) {
        this.random = random;
    }

    UUID next(Instant now) {
        long high = (now.toEpochMilli() << 16) | (7L << 12) | random.nextInt(1 << 12);
        long low = ((random.nextLong() >>> 2) & ~NUMBERS) | VARIANT;
        return new UUID(high, low);
    }

    byte[] salt() {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return salt;
    }
}

package dev.makegood.ledger;

import java.util.Arrays;
import java.util.UUID;

/** 128 bits as 26 symbols of Crockford's base 32, lower case, most significant first. */
final class Base32 {

    private static final int LENGTH = 26;
    private static final char[] SYMBOLS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (byte i = 0; i < SYMBOLS.length; i++) {
            VALUES[SYMBOLS[i]] = i;
        }
    }

    private Base32() {}

    static String encode(UUID value) {
        char[] text = new char[LENGTH];
        long high = value.getMostSignificantBits();
        long low = value.getLeastSignificantBits();
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = SYMBOLS[(int) (low & 31)];
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return new String(text);
    }

    static UUID decode(String text) {
        if (text.length() != LENGTH || text.charAt(0) > '7') {
            throw new IllegalArgumentException("expected 26 symbols of base 32");
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < LENGTH; i++) {
            char symbol = text.charAt(i);
            int bits = symbol < VALUES.length ? VALUES[symbol] : -1;
            if (bits < 0) {
                throw new IllegalArgumentException("expected 26 symbols of base 32");
            }
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | bits;
        }
        return new UUID(high, low);
    }
}

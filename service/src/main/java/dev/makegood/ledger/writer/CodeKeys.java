package dev.makegood.ledger.writer;

import dev.makegood.ledger.Code;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which codes are kept as HMAC-SHA-256, in the order in which they came into use. Nobody can hash a code
 * again that is shown once, so a newer key goes around what an older one made: the chain {@code a.b} names the keys of
 * HMAC(b, HMAC(a, code)), always neighbours in this order. A code is found under every chain that the keys allow, so it
 * is found before, while and after codes get a newer key; and a key stays in the list as long as a chain names it.
 */
public final class CodeKeys {

    /** The most keys; a look-up asks for n(n+1)/2 hashes. */
    public static final int MAX = 8;

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,20}");
    private static final int MIN_SECRET = 32;

    private final List<Key> keys;
    private final int current;

    /** A key and the name that stands beside what it has made. */
    public static final class Key {
        private final String id;
        private final SecretKeySpec secret;

        /** Refuses a secret of fewer than 32 bytes with {@link IllegalArgumentException}. */
        public Key(String id, byte[] secret) {
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException("expected 1 to 20 letters, digits, '_' or '-' as a key's id");
            }
            if (secret.length < MIN_SECRET) {
                throw new IllegalArgumentException("expected at least " + MIN_SECRET + " bytes in key " + id);
            }
            this.id = id;
            this.secret = new SecretKeySpec(secret, ALGORITHM);
        }
    }

    /** A code as it is kept: 64 hexadecimal digits, and the chain of keys that made them. */
    public record Hashed(String hex, String chain) {}

    /**
     * The keys, oldest first.
     *
     * @param currentId the one for new codes, when it is not the last: a newer one may be made known to all instances
     *     before any of them uses it
     */
    public CodeKeys(List<Key> keys, @Nullable String currentId) {
        Set<String> ids = new HashSet<>();
        if (keys.isEmpty() || keys.size() > MAX || !keys.stream().allMatch(key -> ids.add(key.id))) {
            throw new IllegalArgumentException("expected 1 to " + MAX + " code keys, each id once");
        }
        if (currentId != null && !ids.contains(currentId)) {
            throw new IllegalArgumentException("expected the current code key to be one of the keys");
        }
        this.keys = List.copyOf(keys);
        this.current = currentId == null ? keys.size() - 1 : place(currentId);
    }

    private int place(String id) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).id.equals(id)) {
                return i;
            }
        }
        throw new IllegalStateException("codes are kept under the key " + id + ", which is not configured");
    }

    /** As a new code is kept. */
    public Hashed fresh(Code code) {
        Key key = keys.get(current);
        return new Hashed(hash(key, text(code)), key.id);
    }

    /** As a code may be kept: always as many hashes, whatever the code. */
    List<Hashed> all(Code code) {
        List<Hashed> found = new ArrayList<>(keys.size() * (keys.size() + 1) / 2);
        for (int first = 0; first < keys.size(); first++) {
            Hashed hashed = new Hashed(hash(keys.get(first), text(code)), keys.get(first).id);
            found.add(hashed);
            for (int next = first + 1; next < keys.size(); next++) {
                hashed = around(keys.get(next), hashed);
                found.add(hashed);
            }
        }
        return found;
    }

    /** With every newer key up to the current one around it; none when it has them. */
    @Nullable
    Hashed renewed(Hashed kept) {
        int next = place(kept.chain.substring(kept.chain.lastIndexOf('.') + 1)) + 1;
        if (next > current) {
            return null;
        }
        Hashed hashed = kept;
        while (next <= current) {
            hashed = around(keys.get(next++), hashed);
        }
        return hashed;
    }

    /** The id of the key for new codes. */
    public String currentId() {
        return keys.get(current).id;
    }

    private static Hashed around(Key key, Hashed inner) {
        return new Hashed(hash(key, HexFormat.of().parseHex(inner.hex)), inner.chain + '.' + key.id);
    }

    private static byte[] text(Code code) {
        return code.symbols().getBytes(StandardCharsets.US_ASCII);
    }

    private static String hash(Key key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.secret);
            return HexFormat.of().formatHex(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

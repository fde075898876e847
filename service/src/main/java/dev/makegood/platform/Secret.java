package dev.makegood.platform;

import dev.makegood.ledger.writer.CodeKeys;
import dev.makegood.platform.database.DatabaseConfiguration.Mode;
import dev.makegood.platform.database.DatabaseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret outside of the database, from which the keys of all hashes are derived. It never changes: what was
 * hashed with another one is recognised no more. Embedded, it is made at the first start and kept beside the data.
 */
final class Secret {
    static final String FILE_NAME = "secret";

    private static final int BYTES = 32;

    private final byte[] value;

    private Secret(byte[] value) {
        this.value = value;
    }

    static Secret of(MakegoodConfiguration configuration, SecureRandom random) {
        String given = configuration.getSecret();
        if (given != null) {
            return new Secret(Base64.getDecoder().decode(given));
        }
        if (configuration.getDatabase().mode() != Mode.EMBEDDED) {
            throw new Misconfigured("secret must be set when database.mode is external.");
        }
        return kept(configuration.getDatabase().directory().resolve(FILE_NAME), random);
    }

    /** A key of its own for each purpose. */
    byte[] derived(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(value, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The keys of codes: the first one follows from this secret, so that there always is one; the configured ones come
     * after it.
     */
    CodeKeys codeKeys(MakegoodConfiguration.CodesConfiguration configuration) {
        List<CodeKeys.Key> keys = new ArrayList<>(List.of(new CodeKeys.Key(id(), derived("codes"))));
        String further = configuration.keys();
        try {
            for (String key : further == null ? new String[0] : further.split(",", -1)) {
                int colon = key.indexOf(':');
                byte[] bytes = Base64.getDecoder().decode(key.substring(colon + 1));
                keys.add(new CodeKeys.Key(key.substring(0, colon), bytes));
            }
            return new CodeKeys(keys, configuration.current());
        } catch (IllegalArgumentException e) {
            throw new Misconfigured("codes: " + e.getMessage() + ".");
        }
    }

    /** Tells apart under which secret a hash was made, and nothing else. */
    String id() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(derived("id"));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Secret kept(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                byte[] made = new byte[BYTES];
                random.nextBytes(made);
                Path unfinished = Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        FILE_NAME,
                        ".new",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(unfinished, Base64.getEncoder().encodeToString(made));
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return new Secret(Base64.getDecoder().decode(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new DatabaseException("The secret cannot be read from " + file + ".", e);
        }
    }
}

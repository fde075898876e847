package dev.makegood.platform.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP interface's own settings.
 *
 * @param requestsPerMinute how often one principal may call one instance
 * @param secret base 64 of at least 32 bytes, the same for every instance before one database and for all
 *     time, since retries are recognised by it; beside an embedded database it is made at the first start
 */
public record HttpConfiguration(
        @Min(1) @Max(100_000_000) long requestsPerMinute,
        @Nullable String secret) {

    private static final String FILE = "http-secret";

    public static HttpConfiguration defaults() {
        return new HttpConfiguration(HttpSettings.USUAL_REQUESTS_PER_MINUTE, null);
    }

    /** The settings with the configured secret. */
    public HttpSettings settings() {
        if (secret == null || secret.isBlank()) {
            throw new IllegalArgumentException("http.secret is needed when the database is external");
        }
        return new HttpSettings(requestsPerMinute, Base64.getDecoder().decode(secret.trim()));
    }

    /** The settings with the configured secret, else with the one kept in the folder. */
    public HttpSettings settings(Path folder, SecureRandom random) {
        if (secret != null && !secret.isBlank()) {
            return settings();
        }
        Path file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                write(file, random);
            }
            return new HttpSettings(
                    requestsPerMinute,
                    Base64.getDecoder().decode(Files.readString(file).trim()));
        } catch (IOException e) {
            throw new UncheckedIOException("the secret of the HTTP interface cannot be kept in " + file, e);
        }
    }

    /** Written aside and moved, so that a start that is cut off leaves the whole of it or nothing. */
    private static void write(Path file, SecureRandom random) throws IOException {
        byte[] fresh = new byte[Hmac.MIN_KEY];
        random.nextBytes(fresh);
        Path aside = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                FILE,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(aside, Base64.getEncoder().encodeToString(fresh));
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The secret stays out of whatever prints the configuration. */
    @Override
    public String toString() {
        return "HttpConfiguration[" + requestsPerMinute + "]";
    }
}

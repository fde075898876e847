package dev.makegood.platform.http;

import java.nio.charset.StandardCharsets;

/** What the HTTP layer is set up with. */
public final class HttpSettings {

    /** Enough for a busy desk, or for a partner's shop. */
    public static final long USUAL_REQUESTS_PER_MINUTE = 6_000;

    private final long requestsPerMinute;
    private final Hmac secret;

    /**
     * @param requestsPerMinute how often one principal may call
     * @param secret at least 32 bytes from which the keys of cursors and idempotency hashes are derived; all
     *     instances before one database share it, and it never changes, else retries are not recognised
     */
    public HttpSettings(long requestsPerMinute, byte[] secret) {
        this.requestsPerMinute = requestsPerMinute;
        this.secret = new Hmac(secret);
    }

    /** What hashes idempotency keys, here as for every other door that takes them. */
    public RequestKeys requestKeys() {
        return new RequestKeys(derived("idempotency"));
    }

    long requestsPerMinute() {
        return requestsPerMinute;
    }

    byte[] derived(String purpose) {
        return secret.of(purpose.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.makegood.platform.http;

import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Submission;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.crypto.Mac;

/**
 * What becomes of an idempotency key before it reaches the ledger: a keyed hash of caller and key, and one of
 * the request, so that nothing which a caller chose is kept for ever.
 */
public final class RequestKeys {

    private static final byte KEY = 'k';
    private static final byte REQUEST = 'r';

    /** No UTF-8 text holds this byte, so the parts of a message cannot run into each other. */
    private static final byte END = (byte) 0xff;

    private final Hmac hmac;

    RequestKeys(byte[] secret) {
        this.hmac = new Hmac(secret);
    }

    /**
     * The key of a request.
     *
     * @param text the header's text
     * @param target method and path, or the name of another door
     * @param canonical the request's content in a form that is the same for every spelling of it
     */
    public Submission.Key key(PrincipalId caller, String text, String target, byte[] canonical) {
        return new Submission.Key(
                hash(KEY, caller.toString(), text.getBytes(StandardCharsets.UTF_8)), hash(REQUEST, target, canonical));
    }

    private UUID hash(byte purpose, String first, byte[] second) {
        Mac mac = hmac.begin();
        mac.update(purpose);
        mac.update(first.getBytes(StandardCharsets.UTF_8));
        mac.update(END);
        ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(second));
        return new UUID(hash.getLong(), hash.getLong());
    }
}

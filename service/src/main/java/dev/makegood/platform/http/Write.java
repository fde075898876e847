package dev.makegood.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Submission;
import dev.makegood.platform.identity.Caller;

/**
 * A request that changes the ledger, with its idempotency key. What goes on to the ledger are keyed hashes
 * of the key and of the request: neither tells what the caller chose.
 */
public final class Write {

    private final Writes writes;
    private final IdempotencyKey key;
    private final String method;
    private final String path;

    Write(Writes writes, IdempotencyKey key, String method, String path) {
        this.writes = writes;
        this.key = key;
        this.method = method;
        this.path = path;
    }

    /** The text of the header, without quotes; it goes to no log. */
    public IdempotencyKey key() {
        return key;
    }

    /**
     * The submission of a command under this request's key.
     *
     * @param body what the request carried: two requests are the same when method, path and body are,
     *     whatever the order of fields and the spaces between them
     */
    public Submission submission(Caller caller, Command command, Object body) {
        return new Submission(caller.actor(), command, keyFor(caller, body));
    }

    Submission.Key keyFor(Caller caller, Object body) {
        return writes.keys().key(caller.id(), key.value(), method + ' ' + path, canonical(body));
    }

    private byte[] canonical(Object body) {
        try {
            return writes.canonical().writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body that was read can be written", e);
        }
    }
}

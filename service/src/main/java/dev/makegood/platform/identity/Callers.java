package dev.makegood.platform.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.makegood.ledger.Principal;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Turns bearer tokens into callers. A signature costs more than all the rest of a request, so a token once
 * verified is remembered, by its hash, for a minute at most and never past its own end.
 */
public final class Callers {

    /** How long a verified token is trusted without a new look. */
    static final Duration REMEMBERED = Duration.ofSeconds(60);

    /** How many verified tokens are remembered. */
    static final int MAX_REMEMBERED = 20_000;

    private record Verified(Caller caller, Instant expires) {}

    private final TokenCheck check;
    private final Principals principals;
    private final InstantSource clock;
    private final Cache<ByteBuffer, Verified> verified = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    public Callers(TokenRules rules, KeySet keys, Principals principals, InstantSource clock) {
        this.check = new TokenCheck(rules, keys, clock);
        this.principals = principals;
        this.clock = clock;
    }

    /** @throws ProblemException {@code unauthenticated}, {@code token_expired}, {@code forbidden}, {@code unknown_agent} */
    Caller of(String token) {
        if (token.length() > TokenCheck.MAX_LENGTH) {
            throw TokenCheck.invalid();
        }
        ByteBuffer hash = hash(token);
        Verified known = verified.getIfPresent(hash);
        if (known == null || !clock.instant().isBefore(known.expires())) {
            known = verify(token);
            verified.put(hash, known);
        }
        return known.caller();
    }

    private Verified verify(String token) {
        Claims claims = Claims.of(check.verify(token));
        var id = principals.resolve(claims.role(), claims.subject());
        Caller caller =
                new Caller(new Principal(id, claims.role(), claims.scope(), claims.subject()), claims.subject());
        return new Verified(caller, claims.expires().plusSeconds(TokenCheck.SKEW_SECONDS));
    }

    private static ByteBuffer hash(String token) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static ProblemException missing() {
        return new ProblemException(ProblemCode.UNAUTHENTICATED, "Send an access token as Authorization: Bearer.")
                .header("WWW-Authenticate", "Bearer realm=\"makegood\"");
    }
}

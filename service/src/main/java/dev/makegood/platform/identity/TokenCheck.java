package dev.makegood.platform.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.io.IOException;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a bearer token as of RFC 7519 and 9068: asymmetric algorithms only, the key named by {@code kid}
 * from our own key set and never from the token, issuer, audience, type, and time with a minute of skew.
 */
final class TokenCheck {

    /** A longer token is refused unread. */
    static final int MAX_LENGTH = 6_000;

    /** How far the issuer's clock may be off, in seconds. */
    static final int SKEW_SECONDS = 60;

    private static final Logger LOG = LoggerFactory.getLogger(TokenCheck.class);

    /** EdDSA would need another library for the same curves; no identity provider asks for it alone. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256, JWSAlgorithm.PS256);

    private static final Set<String> HEADER_PARAMETERS = Set.of("alg", "kid", "typ", "x5t", "x5t#S256");

    private final KeySet keys;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final ObjectMapper noDuplicates = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    TokenCheck(TokenRules rules, KeySet keys, InstantSource clock) {
        this.keys = keys;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                rules.types().stream().map(JOSEObjectType::new).collect(Collectors.toSet())));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(ALGORITHMS, (selector, context) -> keys.select(selector)));
        var claims =
                new DefaultJWTClaimsVerifier<>(
                        rules.audience(),
                        new JWTClaimsSet.Builder().issuer(rules.issuer()).build(),
                        Set.of("sub", "exp", "iat")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        claims.setMaxClockSkew(SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
    }

    /** @throws ProblemException {@code unauthenticated} or {@code token_expired}, without saying more */
    JWTClaimsSet verify(String token) {
        if (token.length() > MAX_LENGTH) {
            throw invalid();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            requirePlainHeader(jwt.getHeader());
            requireNoDuplicates(jwt.getHeader().toBase64URL());
            requireNoDuplicates(jwt.getPayload().toBase64URL());
            return processor.process(jwt, null);
        } catch (ExpiredJWTException e) {
            throw refusal(ProblemCode.TOKEN_EXPIRED, "The access token has expired; get a new one.");
        } catch (ParseException | BadJOSEException | JOSEException | IOException | IllegalArgumentException e) {
            LOG.debug("A token was refused: {}", e.getMessage());
            if (!keys.isKnown()) {
                throw new ProblemException(ProblemCode.NOT_READY, "The issuer's keys are not known yet.").retryAfter(5);
            }
            throw invalid();
        }
    }

    static ProblemException invalid() {
        return refusal(ProblemCode.UNAUTHENTICATED, "The access token is not valid here.");
    }

    private static ProblemException refusal(ProblemCode code, String detail) {
        return new ProblemException(code, detail)
                .header("WWW-Authenticate", "Bearer realm=\"makegood\", error=\"invalid_token\"");
    }

    /** A header that brings its own key, or asks for an extension that nobody here knows, is hostile. */
    private static void requirePlainHeader(JWSHeader header) throws BadJOSEException {
        if (!HEADER_PARAMETERS.containsAll(header.getIncludedParams())) {
            throw new BadJOSEException("The header has a parameter that is not accepted");
        }
        if (header.getKeyID() == null || header.getKeyID().length() > 200) {
            throw new BadJOSEException("The header names no key");
        }
    }

    private void requireNoDuplicates(Base64URL part) throws IOException {
        noDuplicates.readTree(part.decode());
    }
}

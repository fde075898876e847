package dev.makegood.platform.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens are accepted. Without an issuer nobody is let in.
 *
 * @param development whether the development issuer runs in place of a real one
 * @param issuer the exact {@code iss} of tokens
 * @param audience what {@code aud} of tokens must contain
 * @param keySet where the issuer's keys are: an https address, an http address on loopback, or a file
 * @param types the accepted {@code typ}
 */
public record IdentityConfiguration(
        boolean development,
        @Nullable String issuer,
        @Nullable String audience,
        @Nullable String keySet,
        @Nullable Set<String> types) {

    /** Nobody is let in. */
    public static IdentityConfiguration none() {
        return new IdentityConfiguration(false, null, null, null, null);
    }

    boolean namesAnIssuer() {
        return issuer != null && !issuer.isBlank();
    }

    TokenRules rules() {
        if (!namesAnIssuer() || audience == null || audience.isBlank()) {
            throw new IllegalArgumentException("identity.issuer needs identity.audience beside it");
        }
        return new TokenRules(
                String.valueOf(issuer), audience, types == null || types.isEmpty() ? TokenRules.USUAL_TYPES : types);
    }
}

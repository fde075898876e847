package dev.makegood.platform.identity;

import java.util.Set;

/**
 * Which access tokens are good.
 *
 * @param issuer the exact {@code iss}
 * @param audience what {@code aud} must contain
 * @param types the accepted {@code typ} of the header, as of RFC 9068
 */
public record TokenRules(String issuer, String audience, Set<String> types) {

    /** RFC 9068 names {@code at+jwt}; many identity providers still say {@code JWT}. */
    public static final Set<String> USUAL_TYPES = Set.of("at+jwt", "JWT");

    public TokenRules {
        if (issuer.isBlank() || audience.isBlank() || types.isEmpty()) {
            throw new IllegalArgumentException("expected an issuer, an audience and at least one type");
        }
        types = Set.copyOf(types);
    }
}

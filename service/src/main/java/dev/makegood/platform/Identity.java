package dev.makegood.platform;

import com.nimbusds.jose.jwk.JWKSet;
import dev.makegood.platform.MakegoodConfiguration.IdentityConfiguration;
import dev.makegood.platform.database.DatabaseConfiguration;
import dev.makegood.platform.database.DatabaseConfiguration.Mode;
import dev.makegood.platform.identity.DevelopmentIssuer;
import dev.makegood.platform.identity.KeySet;
import dev.makegood.platform.identity.TokenRules;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens this instance takes: those of the configured issuer, or of its own development issuer.
 *
 * @param issuer the development issuer, when it is on
 */
record Identity(
        TokenRules rules, KeySet.Origin keys, @Nullable DevelopmentIssuer issuer) {
    private static final String DEFAULT_AUDIENCE = "makegood";
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int LARGEST_KEY_SET = 1 << 20;

    static Identity of(MakegoodConfiguration configuration, InstantSource clock) {
        IdentityConfiguration identity = configuration.getIdentity();
        if (identity.developmentIssuer()) {
            DevelopmentIssuer issuer = developmentIssuer(configuration, clock);
            return new Identity(DevelopmentIssuer.rules(), issuer::publicKeys, issuer);
        }
        String name = identity.issuer();
        String keys = identity.keys();
        if (name == null || keys == null) {
            throw new Misconfigured(
                    "identity.issuer and identity.keys must be set, or identity.developmentIssuer for trying out.");
        }
        String audience = identity.audience() == null ? DEFAULT_AUDIENCE : identity.audience();
        return new Identity(new TokenRules(name, audience, TokenRules.USUAL_TYPES), origin(keys), null);
    }

    /** The issuer for trying out, which refuses to work where anybody else could reach it. */
    static DevelopmentIssuer developmentIssuer(MakegoodConfiguration configuration, InstantSource clock) {
        DatabaseConfiguration database = configuration.getDatabase();
        try {
            return DevelopmentIssuer.open(
                    database.directory(), database.mode() == Mode.EMBEDDED, bindHosts(configuration), clock);
        } catch (IllegalStateException e) {
            throw new Misconfigured("identity.developmentIssuer: " + e.getMessage() + ".");
        }
    }

    private static List<String> bindHosts(MakegoodConfiguration configuration) {
        if (!(configuration.getServerFactory() instanceof DefaultServerFactory server)) {
            return List.of("");
        }
        return server.getApplicationConnectors().stream()
                .map(connector -> connector instanceof HttpConnectorFactory http && http.getBindHost() != null
                        ? http.getBindHost()
                        : "")
                .toList();
    }

    private static KeySet.Origin origin(String place) {
        return () -> {
            try {
                return place.startsWith("https:") || place.startsWith("http:")
                        ? JWKSet.load(URI.create(place).toURL(), TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_KEY_SET)
                        : JWKSet.load(Path.of(place).toFile());
            } catch (ParseException e) {
                throw new IOException("no key set: " + place, e);
            }
        };
    }
}

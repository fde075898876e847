package dev.makegood.platform.identity;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is let in, put together as the configuration says. */
public final class Identity {

    private static final Logger LOG = LoggerFactory.getLogger(Identity.class);

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MAX_KEY_SET_BYTES = 256 * 1024;

    private final Callers callers;
    private final @Nullable DevelopmentIssuer development;

    private Identity(Callers callers, @Nullable DevelopmentIssuer development) {
        this.callers = callers;
        this.development = development;
    }

    /**
     * Where the service runs, for the development issuer to refuses what is not for trying out.
     *
     * @param folder where the development issuer keeps its key
     * @param embedded whether the database is our own
     * @param bindHosts where the server listens
     */
    public record Surroundings(Path folder, boolean embedded, Collection<String> bindHosts) {}

    /** @throws IllegalStateException when the development issuer may not run here */
    public static Identity open(
            IdentityConfiguration configuration, Surroundings where, Principals principals, InstantSource clock) {
        if (configuration.development()) {
            DevelopmentIssuer issuer =
                    DevelopmentIssuer.open(where.folder(), where.embedded(), where.bindHosts(), clock);
            KeySet keys = new KeySet(issuer::publicKeys, clock, Runnable::run);
            return new Identity(new Callers(DevelopmentIssuer.rules(), keys, principals, clock), issuer);
        }
        if (!configuration.namesAnIssuer()) {
            LOG.info("No issuer of tokens is configured: nobody is let in");
            KeySet noKeys = new KeySet(JWKSet::new, clock, Runnable::run);
            TokenRules nobody = new TokenRules("urn:makegood:nobody", "nobody", Set.of("none"));
            return new Identity(new Callers(nobody, noKeys, principals, clock), null);
        }
        KeySet keys = new KeySet(origin(configuration.keySet()), clock, Identity::beside);
        return new Identity(new Callers(configuration.rules(), keys, principals, clock), null);
    }

    public Callers callers() {
        return callers;
    }

    /** The development issuer, where it is on. */
    public Optional<DevelopmentIssuer> development() {
        return Optional.ofNullable(development);
    }

    private static KeySet.Origin origin(@Nullable String place) {
        if (place == null || place.isBlank()) {
            throw new IllegalArgumentException("identity.issuer needs identity.keySet beside it");
        }
        if (!place.startsWith("http:") && !place.startsWith("https:")) {
            Path file = Path.of(place);
            return () -> parse(Files.readString(file));
        }
        URI address = URI.create(place);
        if (!address.getScheme().equals("https") && !isLoopback(address.getHost())) {
            throw new IllegalArgumentException("identity.keySet must be read by https");
        }
        return () -> {
            try {
                return JWKSet.load(address.toURL(), TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_KEY_SET_BYTES);
            } catch (ParseException e) {
                throw new IOException("The issuer's key set is not one", e);
            }
        };
    }

    static boolean isLoopback(@Nullable String host) {
        try {
            return host != null
                    && !host.isEmpty()
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static JWKSet parse(String text) throws IOException {
        try {
            return JWKSet.parse(text);
        } catch (ParseException e) {
            throw new IOException("The issuer's key set is not one", e);
        }
    }

    private static void beside(Runnable work) {
        Thread thread = new Thread(work, "key-set");
        thread.setDaemon(true);
        thread.start();
    }
}

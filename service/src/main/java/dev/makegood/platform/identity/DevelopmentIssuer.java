package dev.makegood.platform.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.makegood.ledger.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An identity provider for trying out: it hands a token for any role to anybody who asks. It exists only on
 * the embedded database and on loopback, and says so loudly; its key stays beside the data, so that tokens
 * survive a restart.
 */
public final class DevelopmentIssuer {

    public static final String ISSUER = "urn:makegood:development";
    public static final String AUDIENCE = "makegood";

    /** How long a token lasts. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    private static final Logger LOG = LoggerFactory.getLogger(DevelopmentIssuer.class);
    private static final String FILE = "development-issuer.jwk";

    private final ECKey key;
    private final InstantSource clock;

    private DevelopmentIssuer(ECKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * Opens the issuer whose key lies in the folder, making the key at the first time.
     *
     * @param bindHosts where the application's connectors listen
     * @throws IllegalStateException unless the database is embedded and every connector is on loopback
     */
    public static DevelopmentIssuer open(
            Path folder, boolean embedded, Collection<String> bindHosts, InstantSource clock) {
        if (!embedded) {
            throw new IllegalStateException("the development issuer works on the embedded database only");
        }
        for (String host : bindHosts) {
            if (!isLoopback(host)) {
                throw new IllegalStateException("the development issuer works on loopback addresses only");
            }
        }
        LOG.warn("THE DEVELOPMENT ISSUER IS ON: anybody who reaches this server gets a token for any role."
                + " Never use it with real customers.");
        return new DevelopmentIssuer(key(folder.resolve(FILE)), clock);
    }

    /** The rules by which its tokens are checked. */
    public static TokenRules rules() {
        return new TokenRules(ISSUER, AUDIENCE, Set.of("at+jwt"));
    }

    /** Its public key. */
    public JWKSet publicKeys() {
        return new JWKSet(key.toPublicJWK());
    }

    /**
     * A token for one role.
     *
     * @param customers the customers in reach of a partner, {@code *} for all; of a customer their own number
     */
    public String token(Role role, String subject, List<String> customers) {
        Instant now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim("roles", List.of(role.word()));
        if (role == Role.PARTNER) {
            claims.claim("customers", customers.contains("*") ? "*" : customers);
        }
        if (role == Role.CUSTOMER && !customers.isEmpty()) {
            claims.claim("customer", customers.get(0));
        }
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
        try {
            SignedJWT jwt = new SignedJWT(header, claims.build());
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the development issuer's key signs", e);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return !host.isEmpty() && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static ECKey key(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file, generated().toJSONString());
            }
            return ECKey.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the development issuer's key cannot be kept in " + file, e);
        } catch (ParseException e) {
            throw new IllegalStateException("the development issuer's key in " + file + " cannot be read", e);
        }
    }

    /** Readable by its owner alone from the first moment on; who comes second uses the first one's key. */
    private static void write(Path file, String key) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, key, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("Another process was first");
        }
    }

    private static ECKey generated() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java has the curve P-256", e);
        }
    }
}

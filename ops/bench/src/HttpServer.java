import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The jar as a server of its own on the same data, on the JDK that runs this, with an issuer of ours. */
final class HttpServer implements AutoCloseable {

    private static final String ISSUER = "urn:makegood:bench";
    private static final int STARTS_WITHIN_SECONDS = 60;

    private final Path log;
    private final ECKey key;
    private final int port = freePort();
    private final int adminPort = freePort();
    private final Process process;

    HttpServer(Postgres postgres, Path jar) throws Exception {
        Path directory = postgres.directory();
        log = directory.resolve("server.log");
        key = new ECKeyGenerator(Curve.P_256).algorithm(JWSAlgorithm.ES256).keyIDFromThumbprint(true).generate();
        Path keys = Files.writeString(directory.resolve("keys.json"), new JWKSet(key.toPublicJWK()).toString());
        ProcessBuilder builder = new ProcessBuilder(java(), "-Xmx512m", "-jar", jar.toString(), "server");
        Map<String, String> environment = builder.environment();
        environment.putAll(postgres.environment());
        environment.put("MAKEGOOD_ISSUER", ISSUER);
        environment.put("MAKEGOOD_KEYS", keys.toString());
        environment.put("MAKEGOOD_SECRET", Base64.getEncoder().encodeToString(new SecureRandom().generateSeed(32)));
        environment.put("MAKEGOOD_REQUESTS_PER_MINUTE", "100000000");
        environment.put("MAKEGOOD_PORT", "" + port);
        environment.put("MAKEGOOD_ADMIN_PORT", "" + adminPort);
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        awaitReady();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws Exception {
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTS_WITHIN_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It does not listen yet.
            }
            Thread.sleep(100);
        }
        process.destroy();
        throw new IllegalStateException("the server does not get ready:\n" + Files.readString(log));
    }

    String base() {
        return "http://127.0.0.1:" + port;
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    long pid() {
        return process.pid();
    }

    /** The first fault that it has logged, for whoever gets an answer that says no more than its trace id. */
    String firstFault() throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("\"level\":\"ERROR\"")).findFirst().orElse("none logged");
        }
    }

    /** A token for an agent, good for longer than any run. */
    String agentToken(String subject) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("makegood")
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(12))))
                .claim("roles", List.of("agent"))
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}

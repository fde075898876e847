package dev.makegood.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.contract.Api;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Role;
import dev.makegood.platform.database.DatabaseConfiguration;
import dev.makegood.platform.database.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * The whole service on a database of its own, started once for all HTTP tests of the run. Tests share it, so each
 * makes its own customers and agents.
 */
public final class TestService {

    private static final Duration TOKEN_REUSED = Duration.ofMinutes(50);

    private static @Nullable TestService shared;

    private final TestClock clock = new TestClock();
    private final TestTokens tokens = new TestTokens(clock);
    private final TestDatabase database;
    private final Server server;
    private final Wiring wiring;

    private TestService(TestDatabase database, Map<String, Object> further) throws Exception {
        this.database = database;
        AtomicReference<Wiring> wired = new AtomicReference<>();
        MakegoodApplication application = new MakegoodApplication(clock, new SecureRandom(), wired::set);
        Path folder = Files.createTempDirectory("makegood-test");
        Path configuration = folder.resolve("makegood.yml");
        write(configuration, folder, further);
        ServerCommand.start(application, configuration);
        this.server = application.server();
        this.wiring = Objects.requireNonNull(wired.get());
    }

    /** The service that all tests share. */
    public static synchronized TestService get() {
        if (shared == null) {
            TestService started = start(TestDatabase.open(), Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(started::stop, "test-service-stop"));
            shared = started;
        }
        return shared;
    }

    /** A service of one's own, with further configuration laid over the usual one; {@link #stop} ends it. */
    public static TestService start(TestDatabase database, Map<String, Object> further) {
        try {
            return new TestService(database, further);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops the server, but leaves the database to whoever opened it. */
    public void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client without a token. */
    public Api api() {
        return Api.at(this::uri);
    }

    /** A client in a role; see {@link TestTokens#token}. */
    public Api as(Role role, String subject, String... customers) {
        var minted = new AtomicReference<>(new Minted(tokens.token(role, subject, customers), clock.instant()));
        return api().with(() -> Objects.requireNonNull(minted.updateAndGet(known -> {
                    Instant now = clock.instant();
                    boolean good =
                            now.isBefore(Objects.requireNonNull(known).at().plus(TOKEN_REUSED));
                    return good ? known : new Minted(tokens.token(role, subject, customers), now);
                }))
                .token());
    }

    private record Minted(String token, Instant at) {}

    public TestClock clock() {
        return clock;
    }

    public TestTokens tokens() {
        return tokens;
    }

    public TestDatabase database() {
        return database;
    }

    /** The ledger behind the server, for what has no interface. */
    public Ledger ledger() {
        return wiring.ledger();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int adminPort() {
        return ((NetworkConnector) server.getConnectors()[1]).getLocalPort();
    }

    public int port() {
        return ((NetworkConnector) server.getConnectors()[0]).getLocalPort();
    }

    private void write(Path configuration, Path folder, Map<String, Object> further) throws IOException {
        Path keys = folder.resolve("keys.json");
        Files.writeString(keys, tokens.publicKeys().toString());
        List<Object> connector = List.of(Map.of("type", "http", "bindHost", "127.0.0.1", "port", 0));
        var all = new TreeMap<String, Object>(Map.of(
                "database", database(database.configuration()),
                "identity", Map.of("issuer", TestTokens.ISSUER, "keys", keys.toString()),
                // Tests turn the clock by years and look at what a command finds then; those of the expiry clock start
                // it.
                "clock", Map.of("on", false, "interval", "1h"),
                "codes", Map.of("failedTries", 1_000),
                "requestsPerMinute", 10_000_000,
                "secret", Base64.getEncoder().encodeToString(new byte[32]),
                "server",
                        Map.of(
                                "applicationConnectors", connector,
                                "adminConnectors", connector,
                                "requestLog", Map.of("appenders", List.of())),
                "logging", Map.of("level", "WARN", "appenders", List.of(Map.of("type", "console")))));
        all.putAll(further);
        // JSON is YAML.
        Files.writeString(configuration, new ObjectMapper().writeValueAsString(all));
    }

    private static Map<String, Object> database(DatabaseConfiguration database) {
        return Map.of(
                "mode", "external",
                "url", String.valueOf(database.url()),
                "app", credentials(database.app()),
                "owner", credentials(database.owner()),
                "reader", credentials(database.reader()));
    }

    private static Map<String, Object> credentials(DatabaseConfiguration.Credentials credentials) {
        return Map.of("user", String.valueOf(credentials.user()), "password", String.valueOf(credentials.password()));
    }
}

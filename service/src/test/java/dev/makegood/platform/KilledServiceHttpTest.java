package dev.makegood.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.finance.Check;
import dev.makegood.platform.database.Database;
import dev.makegood.platform.database.DatabaseConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the whole service in the middle of its work, again and again, and counts what is left. */
class KilledServiceHttpTest {
    private static final int KILLS = 5;
    private static final int CLIENTS = 8;
    private static final int ANSWERS_BEFORE_A_KILL = 40;
    private static final Duration LONGEST_START = Duration.ofSeconds(10);
    /** The first start makes the database, on a machine that compiles and tests besides. */
    private static final Duration LONGEST_FIRST_START = Duration.ofMinutes(2);

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final AtomicInteger keys = new AtomicInteger();
    /** By key, the remedies that the service said it had given. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    private @Nullable Process service;
    private int port;

    @BeforeEach
    void configure() throws IOException {
        List<Object> connector = List.of(Map.of("type", "http", "bindHost", "127.0.0.1", "port", 0));
        Files.writeString(
                folder.resolve("makegood.yml"),
                JSON.writeValueAsString(Map.of(
                        "database", Map.of("directory", database().toString()),
                        "identity", Map.of("developmentIssuer", true),
                        "requestsPerMinute", 10_000_000,
                        "server",
                                Map.of(
                                        "applicationConnectors", connector,
                                        "adminConnectors", connector,
                                        "requestLog", Map.of("appenders", List.of())),
                        "logging", Map.of("level", "WARN"))));
    }

    @AfterEach
    void kill() throws Exception {
        if (service != null) {
            service.destroy();
            assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void every_acknowledged_remedy_is_there_once_after_each_kill() throws Exception {
        start(LONGEST_FIRST_START);
        String token = token();
        for (int kill = 1; kill <= KILLS; kill++) {
            int enough = acknowledged.size() + ANSWERS_BEFORE_A_KILL;
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> giveUntilItDies(token));
            }
            await(() -> acknowledged.size() >= enough);
            running().destroyForcibly().waitFor();
            clients.shutdown();
            assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

            start(LONGEST_START);
            for (int key = 1; key <= keys.get(); key++) {
                askAgain("key-" + key, token);
            }
            verify();
        }
    }

    /** One remedy after the other, each under a key of its own, until the service answers no more. */
    private void giveUntilItDies(String token) {
        try {
            while (true) {
                String key = "key-" + keys.incrementAndGet();
                HttpResponse<String> answer = give(key, token);
                if (answer.statusCode() == 201) {
                    acknowledged.put(key, remedyOf(answer));
                }
            }
        } catch (IOException e) {
            // Killed: what was under way may have been given or not, and is asked for again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void askAgain(String key, String token) throws Exception {
        HttpResponse<String> answer = give(key, token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String known = acknowledged.put(key, remedyOf(answer));
        if (known != null) {
            assertThat(remedyOf(answer)).isEqualTo(known);
            assertThat(answer.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        }
    }

    private HttpResponse<String> give(String key, String token) throws IOException, InterruptedException {
        int customer = key.hashCode() & 15;
        String body = """
                {"incident": {"customer": "C-%d", "reason": "DELAY", "severity": 3, "channel": "PHONE",
                  "occurredAt": "2026-01-01T00:00:00Z", "references": ["%s"]},
                 "credits": [{"kind": "miles", "amount": {"amount": 1000, "unit": "MILES"}}]}
                """.formatted(customer, key);
        HttpRequest request = HttpRequest.newBuilder(uri("/v1/remedies"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** As many remedies as were asked for and not one more, and everything derived again agrees. */
    private void verify() throws Exception {
        DatabaseConfiguration configuration = DatabaseConfiguration.embedded(database());
        try (Database database = Database.attach(configuration, new SecureRandom());
                Connection reader = database.connectAsReader()) {
            try (Statement statement = reader.createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from credit")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(acknowledged.size()).isEqualTo(keys.get());
            }
            assertThat(Check.run(reader).findings()).isEmpty();
        }
    }

    private void start(Duration longest) throws Exception {
        Path portFile = folder.resolve("port");
        Files.deleteIfExists(portFile);
        long begin = System.nanoTime();
        service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServiceToKill.class.getName(),
                        folder.resolve("makegood.yml").toString(),
                        portFile.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("service.log").toFile()))
                .start();
        await(() -> Files.exists(portFile));
        port = Integer.parseInt(Files.readString(portFile));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(longest);
    }

    private void await(BooleanSupplier condition) throws IOException {
        long deadline = System.nanoTime() + LONGEST_FIRST_START.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(running().isAlive() && System.nanoTime() < deadline)
                    .as(Files.readString(folder.resolve("service.log")))
                    .isTrue();
            LockSupport.parkNanos(5_000_000);
        }
    }

    private String token() throws Exception {
        String body = "{\"role\": \"agent\", \"subject\": \"" + ServiceToKill.AGENT + "\"}";
        HttpRequest request = HttpRequest.newBuilder(uri("/development/tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("token").textValue();
    }

    private static String remedyOf(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).get("id").textValue();
    }

    private Process running() {
        return Objects.requireNonNull(service);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private Path database() {
        return folder.resolve("database");
    }
}

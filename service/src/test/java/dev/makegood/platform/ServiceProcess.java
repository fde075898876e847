package dev.makegood.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The whole service in a process of its own, on an embedded database in a folder, for tests that end it. */
final class ServiceProcess {
    /** The first start makes the database, on a machine that compiles and tests besides. */
    static final Duration LONGEST_FIRST_START = Duration.ofMinutes(2);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path folder;
    private @Nullable Process process;
    private List<String> ports = List.of();

    ServiceProcess(Path folder) throws IOException {
        this.folder = folder;
        List<Object> connector = List.of(Map.of("type", "http", "bindHost", "127.0.0.1", "port", 0));
        Map<String, Object> server = Map.of(
                "applicationConnectors", connector,
                "adminConnectors", connector,
                "requestLog", Map.of("appenders", List.of()));
        Map<String, Object> all = Map.of(
                "database",
                Map.of("directory", folder.resolve("database").toString()),
                "identity",
                Map.of("developmentIssuer", true),
                "requestsPerMinute",
                10_000_000,
                "shutdownDelay",
                "2s",
                "server",
                server,
                "logging",
                Map.of("level", "WARN"));
        Files.writeString(folder.resolve("makegood.yml"), JSON.writeValueAsString(all));
    }

    DatabaseConfiguration database() {
        return DatabaseConfiguration.embedded(folder.resolve("database"));
    }

    void start(Duration longest) throws IOException {
        Path portFile = folder.resolve("ports");
        Files.deleteIfExists(portFile);
        long begin = System.nanoTime();
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServiceToKill.class.getName(),
                        folder.resolve("makegood.yml").toString(),
                        portFile.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        await(() -> Files.exists(portFile));
        ports = Files.readAllLines(portFile);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(longest);
    }

    /** As the operating system ends it when memory runs out: at once, without a word. */
    void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    /** As an operator stops it; {@link #exitCode} waits for the end. */
    void terminate() {
        running().destroy();
    }

    int exitCode() throws InterruptedException {
        assertThat(running().waitFor(60, TimeUnit.SECONDS)).isTrue();
        return running().exitValue();
    }

    /** Waits for something while the process lives. */
    void await(BooleanSupplier condition) throws IOException {
        long deadline = System.nanoTime() + LONGEST_FIRST_START.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(running().isAlive() && System.nanoTime() < deadline)
                    .as(Files.readString(log()))
                    .isTrue();
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** A token of the one agent that there is. */
    String token() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/development/tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"role\": \"agent\", \"subject\": \"" + ServiceToKill.AGENT + "\"}"))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("token").textValue();
    }

    /** Asks for a remedy; the same key asks for the same. */
    HttpResponse<String> give(String key, String token) throws IOException, InterruptedException {
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

    static String remedyOf(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).get("id").textValue();
    }

    HttpResponse<String> readiness() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + ports.get(1) + "/readiness");
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    Path log() {
        return folder.resolve("service.log");
    }

    /** However it was left. */
    void end() throws InterruptedException {
        if (process != null && process.isAlive()) {
            terminate();
            exitCode();
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + ports.get(0) + path);
    }

    private Process running() {
        return Objects.requireNonNull(process);
    }
}

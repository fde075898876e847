package dev.makegood.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** What the admin port tells those who run the service. */
class OperationsHttpTest {
    private final TestService service = TestService.get();
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void ready_means_database_migrations_and_queue() throws Exception {
        HttpResponse<String> answer = get("/readiness");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"ready\":true", "\"database\":\"ok\"", "\"migrations\":\"ok\"", "\"queue\":\"ok\"");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void metrics_tell_queue_batches_and_commits() throws Exception {
        HttpResponse<String> answer = get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(answer.body()).contains("ledger_queue_depth", "ledger_batch_size", "ledger_commit");
    }

    @Test
    void the_application_port_tells_nothing_of_it() throws IOException, InterruptedException {
        for (String path : new String[] {"/readiness", "/metrics", "/tasks/gc", "/healthcheck"}) {
            HttpRequest request =
                    HttpRequest.newBuilder(service.uri().resolve(path)).build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(404);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + service.adminPort() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}

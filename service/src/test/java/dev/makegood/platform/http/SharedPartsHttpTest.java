package dev.makegood.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.ledger.Role;
import dev.makegood.platform.database.TestDatabase;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every resource gets for free, on a server of its own. */
class SharedPartsHttpTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static java.nio.file.Path folder;

    private static SmallService service;
    private static String partner;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        service = new SmallService(DATABASE, folder, 100_000).start();
        partner = service.token(Role.PARTNER, "hertz", "M-1");
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(service.uri(path)).header("Authorization", "Bearer " + partner);
    }

    private HttpRequest.Builder post(String body) {
        return at("/v1/small")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k1")
                .POST(BodyPublishers.ofString(body));
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asText()).isEqualTo("urn:makegood:problem:" + code);
        assertThat(answer.headers().firstValue("traceparent").orElseThrow())
                .contains(problem.path("traceId").asText());
        return problem;
    }

    @Test
    void answers_with_trace_and_rate() throws Exception {
        HttpResponse<String> answer = send(post("{\"amount\":{\"amount\":5,\"unit\":\"USD\"},\"note\":\"hi\"}")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body())
                .startsWith("{\"amount\":{\"amount\":5,\"unit\":\"USD\",\"display\":\"USD 0.05\"},\"by\":\"prn_");
        assertThat(answer.headers().firstValue("traceparent").orElseThrow())
                .contains("0af7651916cd43dd8448eb211c80319c");
        assertThat(answer.headers().firstValue("RateLimit-Policy")).hasValue("\"principal\";q=100000;w=60");
        assertThat(answer.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"principal\";r=");
    }

    @Test
    void same_request_has_same_fingerprint_whatever_its_spelling() throws Exception {
        String first = send(post("{\"amount\":{\"amount\":5,\"unit\":\"USD\"},\"note\":\"hi\"}"))
                .body();
        String spaced = send(post("{ \"note\":\"h\\u0069\", \"amount\":{\"unit\":\"USD\",\"amount\":5} }"))
                .body();
        String other = send(post("{\"amount\":{\"amount\":6,\"unit\":\"USD\"},\"note\":\"hi\"}"))
                .body();

        assertThat(spaced).isEqualTo(first);
        assertThat(other.substring(other.indexOf("fingerprint")))
                .isNotEqualTo(first.substring(first.indexOf("fingerprint")));
    }

    @Test
    void problem_carries_facts_and_pointers() throws Exception {
        JsonNode limit = problem(
                send(post("{\"amount\":{\"amount\":5000,\"unit\":\"USD\"},\"note\":\"hi\"}")), 422, "limit_exceeded");
        assertThat(limit.at("/limit/display").asText()).isEqualTo("USD 10.00");
        assertThat(limit.at("/instance").asText()).isEqualTo("/v1/small");

        JsonNode two = problem(send(post("{\"note\":\" \"}")), 400, "invalid_value");
        assertThat(two.at("/errors/0/pointer").asText()).isEqualTo("/amount");
        assertThat(two.at("/errors/1/pointer").asText()).isEqualTo("/note");
    }

    @Test
    void body_must_be_json_of_known_fields_and_size() throws Exception {
        problem(send(post("{\"amuont\":1}")), 400, "unknown_field");
        problem(send(post("{")), 400, "malformed_json");
        problem(send(post("")), 400, "malformed_json");
        String large = "{\"note\":\"" + "x".repeat(70_000) + "\"}";
        problem(send(post(large)), 413, "payload_too_large");
        problem(
                send(at("/v1/small")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "k1")
                        .POST(BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))),
                413,
                "payload_too_large");
        problem(
                send(at("/v1/small").header("Idempotency-Key", "k1").POST(BodyPublishers.ofString("{}"))),
                415,
                "unsupported_media_type");
        problem(send(post("{}").setHeader("Content-Type", "text/plain")), 415, "unsupported_media_type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "^^ | missing_idempotency_key",
                "two words | invalid_idempotency_key",
                "\"open | invalid_idempotency_key",
                "\"in\"side\" | invalid_idempotency_key",
                "\"\" | invalid_idempotency_key",
                "\"two words\" | invalid_idempotency_key",
            })
    void key_must_be_one(String key, String code) throws Exception {
        var request = at("/v1/small").header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}"));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        problem(send(request), 400, code);
    }

    @Test
    void quoted_and_bare_keys_are_the_same() throws Exception {
        String body = "{\"amount\":{\"amount\":5,\"unit\":\"USD\"},\"note\":\"hi\"}";
        String bare = send(post(body)).body();
        String quoted = send(post(body).setHeader("Idempotency-Key", "\"k1\"")).body();

        assertThat(quoted).isEqualTo(bare);
    }

    @Test
    void pages_join_to_the_whole_list() throws Exception {
        HttpResponse<String> first = send(at("/v1/small?limit=3"));
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        JsonNode page = new ObjectMapper().readTree(first.body());
        assertThat(page.path("items")).hasSize(3);
        String link = first.headers().firstValue("Link").orElseThrow();
        HttpResponse<String> second = send(at(link.substring(1, link.indexOf('>'))));
        assertThat(second.body()).startsWith("{\"items\":[{\"row\":4}");
        String next = new ObjectMapper().readTree(second.body()).path("next").asText();
        assertThat(send(at("/v1/small?limit=500&cursor=" + next)).body()).isEqualTo("{\"items\":[{\"row\":7}]}");

        problem(send(at("/v1/small?cursor=" + next + "A")), 400, "invalid_cursor");
        problem(send(at("/v1/small?cursor=abc")), 400, "invalid_cursor");
        problem(send(at("/v1/small?incident=inc_00000000000000000000000000&cursor=" + next)), 400, "invalid_cursor");
    }

    @ParameterizedTest
    @CsvSource({
        "?lmit=3, unknown_filter",
        "?limit=3&limit=4, invalid_value",
        "?limit=x, invalid_value",
        "?limit=0, invalid_value",
        "?limit=, invalid_value",
        "?incident=inc_1, invalid_value",
    })
    void query_must_be_known(String query, String code) throws Exception {
        JsonNode no = problem(send(at("/v1/small" + query)), 400, code);
        assertThat(no.at("/errors/0/pointer").asText()).startsWith("?");
        assertThat(no.at("/errors/0/detail").asText()).containsAnyOf("accepted are", "must be");
    }

    @Test
    void framework_errors_are_problems() throws Exception {
        problem(send(at("/nowhere")), 404, "not_found");
        problem(send(at("/v1/small/inc_1")), 404, "not_found");
        problem(send(at("/v1/small/reach/M-2")), 404, "not_found");
        HttpResponse<String> wrong = send(at("/v1/small").DELETE());
        problem(wrong, 405, "method_not_allowed");
        assertThat(wrong.headers().firstValue("Allow").orElseThrow()).contains("GET", "POST");
        problem(send(at("/v1/small").method("TRACE", BodyPublishers.noBody())), 405, "method_not_allowed");
        problem(send(at("/v1/small").method("BREW", BodyPublishers.noBody())), 405, "method_not_allowed");
        problem(send(at("/v1/small").header("Accept", "text/html")), 406, "not_acceptable");
        HttpResponse<String> away = send(at("/v1/small/away"));
        assertThat(problem(away, 503, "not_ready").toString()).doesNotContain("secret");
        assertThat(away.headers().firstValue("Retry-After")).contains("1");
        JsonNode fault = problem(send(at("/v1/small/fault")), 500, "internal_error");
        assertThat(fault.toString()).doesNotContain("secret", "makegood.platform", "Exception");
    }

    @Test
    void access_is_refused_by_role_and_without_token() throws Exception {
        HttpResponse<String> none = send(HttpRequest.newBuilder(service.uri("/v1/small")));
        problem(none, 401, "unauthenticated");
        assertThat(none.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Bearer");
        String finance = service.token(Role.FINANCE, "fin");
        problem(send(at("/v1/small").setHeader("Authorization", "Bearer " + finance)), 403, "forbidden");
        String agent = service.token(Role.AGENT, "nobody");
        problem(send(at("/v1/small").setHeader("Authorization", "Bearer " + agent)), 403, "unknown_agent");
        assertThat(send(HttpRequest.newBuilder(service.uri("/v1/small/inc_00000000000000000000000000")))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /v1/%zz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n | 400",
                "GET /v1/a%2Fb HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n | 400",
                "GET /v1//small HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n | 400",
                "GET /v1/..;/small HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n | 400",
                "GET /v1/small HTTP/1.1\\r\\n\\r\\n | 400",
                "GET /v1/small HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: x\\r\\n\\r\\n | 400",
                "GET /v1/small HTTP/1.1\\r\\nHost: x\\r\\nBad Header\\r\\n\\r\\n | 400",
                "GET /LONG HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n | 414",
                "GET /v1/small HTTP/1.1\\r\\nHost: x\\r\\nX-Long: LONG\\r\\n\\r\\n | 431",
            })
    void messages_that_are_no_http_get_problems(String message, int status) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.setSoTimeout(10_000);
            String raw = message.replace("\\r\\n", "\r\n").replace("LONG", "x".repeat(9_000));
            socket.getOutputStream().write(raw.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
            assertThat(answer).contains("\"status\":" + status, "\"traceId\":\"", "\"code\":\"");
            assertThat(answer).doesNotContain("jetty", "Exception");
        }
    }

    /** Says nothing about who may call it. */
    @Path("/v1/forgotten")
    public static final class ForgottenResource {
        @GET
        public String get() {
            return "open to all";
        }
    }

    @Test
    void method_without_roles_keeps_the_server_from_starting() throws Exception {
        try (var forgotten = new SmallService(DATABASE, folder, 100, ForgottenResource.class)) {
            assertThatThrownBy(forgotten::start).hasStackTraceContaining("neither @Allow nor @Open");
        }
    }

    @Test
    void too_many_requests_are_throttled() throws Exception {
        try (var slow = new SmallService(DATABASE, folder, 5).start()) {
            String token = slow.token(Role.PARTNER, "hertz", "M-1");
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(slow.uri("/v1/small")).header("Authorization", "Bearer " + token);
            for (int i = 0; i < 5; i++) {
                assertThat(send(request).statusCode()).isEqualTo(200);
            }
            HttpResponse<String> answer = send(request);
            problem(answer, 429, "rate_limited");
            assertThat(answer.headers().firstValue("Retry-After").orElseThrow()).matches("1[0-2]");
            assertThat(answer.headers().firstValue("RateLimit").orElseThrow()).contains("r=0");
        }
    }
}

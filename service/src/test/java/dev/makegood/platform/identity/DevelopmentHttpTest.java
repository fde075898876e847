package dev.makegood.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.platform.database.TestDatabase;
import dev.makegood.platform.http.SmallService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The development issuer, which the shared service of the tests does not have. */
class DevelopmentHttpTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    private static SmallService service;

    private final Api api = Api.at(() -> service.uri("/"));

    @BeforeAll
    static void start() throws Exception {
        service = new SmallService(DATABASE, folder, 100_000).start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private int reach(String request, String customer) throws IOException, InterruptedException {
        String token = api.post("/development/tokens", request).expect(200).text("/token");
        // The small service's own resource is not in the contract.
        HttpRequest look = HttpRequest.newBuilder(service.uri("/v1/small/reach/" + customer))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient()
                .send(look, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void hands_out_tokens_that_reach_what_they_name() throws Exception {
        String partner = "{\"role\":\"partner\",\"subject\":\"hertz\",\"customers\":[\"M-1\",\"M-2\"]}";
        String anywhere = "{\"role\":\"partner\",\"subject\":\"hertz\",\"customers\":[\"*\"]}";
        String customer = "{\"role\":\"customer\",\"subject\":\"zoe\",\"customer\":\"M-1\"}";

        assertThat(reach(partner, "M-2")).isEqualTo(200);
        assertThat(reach(partner, "M-3")).isEqualTo(404);
        assertThat(reach(anywhere, "M-3")).isEqualTo(200);
        assertThat(reach(customer, "M-1")).isEqualTo(200);
        assertThat(reach(customer, "M-2")).isEqualTo(404);
        assertThat(reach("{\"role\":\"finance\",\"subject\":\"fiona\"}", "M-1")).isEqualTo(403);
    }

    @Test
    void tells_how_long_and_warns() {
        Answer answer = api.post("/development/tokens", "{\"role\":\"auditor\",\"subject\":\"augusta\"}");

        assertThat(answer.expect(200).header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Makegood-Development")).isNotEmpty();
        assertThat(answer.at("/expiresIn").asInt()).isEqualTo(43_200);
        assertThat(answer.text("/tokenType")).isEqualTo("Bearer");
    }

    @Test
    void shows_its_public_key_only() {
        Answer answer = api.get("/development/keys").expect(200);

        assertThat(answer.at("/keys")).hasSize(1);
        assertThat(answer.body()).doesNotContain("\"d\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\":\"king\",\"subject\":\"x\"} | /role",
                "{\"role\":\"ledger\",\"subject\":\"x\"} | /role",
                "{\"subject\":\"x\"} | /role",
                "{\"role\":\"agent\"} | /subject",
                "{\"role\":\"agent\",\"subject\":\"a b\"} | /subject",
                "{\"role\":\"customer\",\"subject\":\"x\"} | /customer",
                "{\"role\":\"customer\",\"subject\":\"x\",\"customer\":\"a b\"} | /customer",
                "{\"role\":\"partner\",\"subject\":\"x\",\"customers\":[\"M-1\",\"a b\"]} | /customers/1",
                "{\"role\":\"partner\",\"subject\":\"x\",\"customers\":[null]} | /customers/0",
            })
    void refuses_what_it_cannot_stand_for(String request, String pointer) {
        Answer answer = api.bad().post("/development/tokens", request).problem(400, "invalid_value");

        assertThat(answer.text("/errors/0/pointer")).isEqualTo(pointer);
    }

    @Test
    void is_as_strict_as_the_rest() {
        api.bad().post("/development/tokens?x=1", "{}").problem(400, "unknown_filter");
        api.bad().get("/development/keys?x=1").problem(400, "unknown_filter");
        api.bad().header("Accept", "text/html").get("/development/keys").problem(406, "not_acceptable");
        api.bad()
                .header("Accept", "text/html")
                .post("/development/tokens", "{}")
                .problem(406, "not_acceptable");
        api.bad()
                .header("Content-Type", "text/plain")
                .post("/development/tokens", "{}")
                .problem(415, "unsupported_media_type");
        api.bad()
                .send("POST", "/development/tokens", "{\"role\":\"" + "x".repeat(65_536) + "\"}", Map.of())
                .problem(413, "payload_too_large");
    }
}

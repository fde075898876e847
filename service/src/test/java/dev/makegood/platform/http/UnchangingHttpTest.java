package dev.makegood.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.platform.database.TestDatabase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What never changes may be kept, and is not sent twice. */
class UnchangingHttpTest {

    private static final String ID = "inc_01kajt78mm13eygxa3vhvhn5f5";

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    private static SmallService service;

    @BeforeAll
    static void start() throws Exception {
        service = new SmallService(DATABASE, folder, 1000).start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void may_be_kept_by_its_reader_alone() throws Exception {
        HttpResponse<String> answer = read(ID, "\"another\"");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(ID);
        assertThat(answer.headers().firstValue("ETag")).hasValue('"' + ID + '"');
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, max-age=86400, immutable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"" + ID + "\"", "W/\"" + ID + "\"", "\"another\", \"" + ID + "\"", "*"})
    void is_not_sent_twice(String held) throws Exception {
        HttpResponse<String> answer = read(ID, held);
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("ETag")).hasValue('"' + ID + '"');
    }

    @Test
    void what_is_not_there_has_no_tag() throws Exception {
        HttpResponse<String> answer = read("inc_0", "*");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
    }

    private static HttpResponse<String> read(String id, String held) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.uri("/v1/small/" + id))
                .header("If-None-Match", held)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}

package dev.makegood.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.ledger.Role;
import dev.makegood.platform.database.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A body that comes more slowly than the server waits for is given up, and nothing of it is written. */
@Timeout(120)
class SlowBodyHttpTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String BODY = "{\"zone\": \"Europe/Vienna\"}";
    /** Half a second for each byte, far below the 32 bytes a second that are asked for. */
    private static final int PAUSE_MILLIS = 500;

    private static final int TRIES = 5;

    private static TestService service;

    @BeforeAll
    static void start() throws SQLException, IOException {
        try (Connection owner = DATABASE.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("insert into customer (number, key) values ('C-1', gen_random_uuid())");
        }
        Map<String, Object> connector =
                Map.of("type", "http", "bindHost", "127.0.0.1", "port", 0, "minRequestDataPerSecond", shippedMinimum());
        service = TestService.start(
                DATABASE,
                Map.of(
                        "server",
                        Map.of(
                                "applicationConnectors", List.of(connector),
                                "adminConnectors", List.of(connector),
                                "requestLog", Map.of("appenders", List.of()))));
    }

    /** What the service ships with; a connector is replaced whole, so the test has to repeat it. */
    private static String shippedMinimum() throws IOException {
        String defaults = Files.readString(Path.of("src/main/resources/makegood.yml"));
        Matcher minimum = Pattern.compile("minRequestDataPerSecond: (\\S+)").matcher(defaults);
        assertThat(minimum.find()).isTrue();
        return minimum.group(1);
    }

    @AfterAll
    static void stop() {
        service.stop();
    }

    @Test
    void a_body_that_drips_is_not_taken_and_may_be_sent_again() throws Exception {
        String answer = drip("""
                PUT /v1/customers/C-1 HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Idempotency-Key: slow\r
                Content-Length: %d\r
                \r
                """.formatted(service.tokens().token(Role.PARTNER, "till", "C-1"), BODY.length()));

        assertThat(answer)
                .startsWith("HTTP/1.1 503")
                .contains("Content-Type: application/problem+json", "Retry-After: 1")
                .contains("\"code\":\"not_ready\"", "\"status\":503", "The body came too slowly.");
        assertThat(entries()).isZero();

        Api till = service.as(Role.PARTNER, "till", "C-1");
        Answer again = till.put("/v1/customers/C-1", "slow", BODY);
        for (int tries = 1; tries < TRIES && again.status() == 503; tries++) {
            // A busy machine is slow too.
            again = till.put("/v1/customers/C-1", "slow", BODY);
        }
        again.expect(200);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(entries()).isOne();
    }

    /** Sends a byte, waits for an answer, sends the next, until there is one. */
    private static String drip(String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PAUSE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            for (int sent = 0; sent < BODY.length(); sent++) {
                out.write(BODY.charAt(sent));
                int first = firstByte(socket);
                if (first >= 0) {
                    socket.setSoTimeout(10_000);
                    answer.write(first);
                    socket.getInputStream().transferTo(answer);
                    return answer.toString(StandardCharsets.UTF_8);
                }
            }
            throw new AssertionError("the whole body was taken");
        }
    }

    private static int firstByte(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            return -1;
        }
    }

    private static long entries() throws SQLException {
        try (Connection reader = DATABASE.reader();
                Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from journal")) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }
}

package dev.makegood.code;

import static dev.makegood.given.Bodies.credit;
import static dev.makegood.given.Bodies.remedy;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Bodies;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Code;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.writer.WholeDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Follows codes through everything that is done with them and looks for them in all that is written meanwhile. */
class CanaryHttpTest {

    private final Given given = new Given();
    private final Person amy = given.agent("SUPERVISOR");
    private final List<Code> codes = new ArrayList<>();

    /** Everything that any logger says at any level, with its thread, context and exception. */
    private static final class Listener extends AppenderBase<ILoggingEvent> {
        private final Queue<String> said = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            said.add(event.getLoggerName()
                    + ' '
                    + event.getThreadName()
                    + ' '
                    + event.getMDCPropertyMap()
                    + ' '
                    + event.getFormattedMessage()
                    + ' '
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    }

    @Test
    void no_code_is_written_anywhere() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level usual = root.getLevel();
        Listener listener = new Listener();
        listener.start();
        List<String> names = new ArrayList<>();
        root.addAppender(listener);
        root.setLevel(Level.TRACE);
        try {
            live(names);
        } finally {
            root.setLevel(usual);
            root.detachAppender(listener);
            listener.stop();
        }
        assertThat(codes).hasSizeGreaterThan(3);
        assertThat(listener.said).as("it listens").anyMatch(said -> said.startsWith("org.postgresql"));
        listener.said.forEach(this::quiet);
        names.forEach(this::quiet);
        quiet(metrics());
        try (Connection owner = given.service().database().owner()) {
            for (Code code : codes) {
                assertThat(WholeDatabase.rowsWith(owner, code.symbols())).isEmpty();
                assertThat(WholeDatabase.rowsWith(owner, code.reveal())).isEmpty();
            }
        }
    }

    /** All that can be done with a code, well and badly. */
    private void live(List<String> names) {
        String customer = given.customer();
        Api own = given.customer(customer);
        String key = key();
        String body = remedy(given.delay(customer), voucher(2_000), credit("gift_certificate", 1_000, "USD"));
        Answer remedy = amy.api().post("/v1/remedies", key, body).expect(201);
        amy.api().post("/v1/remedies", key, body).expect(201);
        String code = shown(remedy.text("/credits/0/code"));
        shown(remedy.text("/credits/1/code"));
        String credit = "/v1/credits/" + remedy.text("/credits/0/id");
        names.add(own.post("/v1/codes/lookup", LookupHttpTest.asked(code))
                .expect(200)
                .headers()
                .map()
                .toString());
        String again = shown(own.post(credit + "/code", key(), "{}").expect(200).text("/code"));
        for (String wrong : List.of(code, shown(DeadCodes.unknown()), again + "0")) {
            Answer no = own.bad().post("/v1/codes/lookup", LookupHttpTest.asked(wrong));
            assertThat(no.status()).isBetween(400, 422);
            quiet(no.body());
        }
        // Where no code belongs, and where it makes the JSON wrong.
        own.bad()
                .post("/v1/codes/lookup", "{\"code\": \"" + again + "\", \"" + again + "\": 1}")
                .expect(400);
        quiet(own.bad()
                .post("/v1/codes/lookup", "{\"code\": [\"" + again + "\"]}")
                .body());
        quiet(own.bad().post("/v1/codes/lookup", "{\"code\": \"" + again).body());
        quiet(own.bad().post("/v1/codes/lookup", again).body());
        given.customer(given.customer())
                .post("/v1/codes/lookup", LookupHttpTest.asked(again))
                .expect(422);
        spend(own, customer, again);
        Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
        names.add(given.as(Role.FINANCE)
                .get("/v1/journal?customer=" + customer)
                .expect(200)
                .body());
        names.add(own.get(credit).expect(200).body());
        names.add(own.get("/v1/customers/" + customer + "/credits").expect(200).body());
    }

    private void spend(Api own, String customer, String code) {
        String draw = "{\"code\": \"" + code + "\", \"amount\": 100}";
        own.post("/v1/redemptions/validation", Bodies.purchase(customer, draw)).expect(200);
        quiet(own.post("/v1/redemptions", key(), Bodies.purchase(customer, draw))
                .expect(201)
                .body());
        Api till = given.partner("canary-till", customer);
        String held = Bodies.purchase(customer, draw);
        Answer hold = till.post("/v1/holds", key(), held).expect(201);
        quiet(hold.body());
        quiet(till.post("/v1/holds/" + hold.text("/id") + "/release", key(), "{}")
                .expect(200)
                .body());
        String wrongly = held.substring(0, held.lastIndexOf('}')) + ", \"holdFor\": \"" + code + "\"}";
        quiet(till.bad().post("/v1/holds", key(), wrongly).expect(400).body());
        quiet(till.bad()
                .post("/v1/redemptions", key(), "{\"draw\": [{\"codes\": \"" + code + "\"}]}")
                .expect(400)
                .body());
        String unknown = shown(DeadCodes.unknown());
        quiet(own.post("/v1/redemptions", key(), Bodies.purchase(customer, "{\"code\": \"" + unknown + "\"}"))
                .problem(422, "code_not_accepted")
                .body());
    }

    private String shown(String code) {
        codes.add(Code.parse(code));
        return code;
    }

    /** However it was written: in any case, with or without hyphens and spaces, and all but its end. */
    private void quiet(String text) {
        String squeezed = text.replaceAll("[- ]", "").toUpperCase(Locale.ROOT);
        for (Code code : codes) {
            assertThat(squeezed.contains(code.symbols().substring(0, 13)))
                    .as("%s in %s", code, text)
                    .isFalse();
        }
    }

    private String metrics() throws Exception {
        URI address = URI.create("http://127.0.0.1:" + given.service().adminPort() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}

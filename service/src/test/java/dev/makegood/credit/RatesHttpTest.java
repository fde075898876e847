package dev.makegood.credit;

import static dev.makegood.given.Bodies.credit;
import static dev.makegood.given.Bodies.miles;
import static dev.makegood.given.Bodies.rate;
import static dev.makegood.given.Bodies.remedy;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Role;
import dev.makegood.platform.TestService;
import dev.makegood.platform.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a mile is worth moves here, so the service is one of its own. Each test has a unit of its own. */
class RatesHttpTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/v1/rates";

    private static TestService service;
    private static Given given;
    private static Person amy;
    private static Api finance;
    private static Api auditor;

    @BeforeAll
    static void start() {
        service = TestService.start(DATABASE, Map.of());
        given = new Given(service);
        amy = given.agent("SUPERVISOR");
        finance = given.as(Role.FINANCE);
        auditor = given.as(Role.AUDITOR);
    }

    @AfterAll
    static void stop() {
        service.stop();
    }

    @Test
    void finance_raises_what_a_mile_is_worth_from_a_date_on() {
        Answer before = given.given(amy, given.customer(), miles(1_000));
        Instant tomorrow = given.now().plus(Duration.ofDays(1));
        Answer raised = finance.post(
                        PATH,
                        key(),
                        with(rate("miles", "MILES", "1.60", "1.40", "0.90"), "validFrom", "\"" + tomorrow + "\""))
                .expect(201);
        assertThat(raised.header("Location")).endsWith(PATH + "/" + raised.text("/version"));
        assertThat(raised.text("/validFrom")).isEqualTo(tomorrow.toString());
        assertThat(Instant.parse(raised.text("/recordedAt"))).isBefore(tomorrow);
        Answer today = given.given(amy, given.customer(), miles(1_000));
        given.later(Duration.ofDays(1));
        Answer after = given.given(amy, given.customer(), miles(1_000));
        assertThat(List.of(before.text("/value/display"), today.text("/value/display"), after.text("/value/display")))
                .containsExactly("USD 13.00", "USD 13.00", "USD 16.00");

        Answer old = auditor.get("/v1/credits/" + before.text("/credits/0/id")).expect(200);
        assertThat(old.text("/values/customer/display")).isEqualTo("USD 13.00");
        Answer oldRate = auditor.get(PATH + "/" + old.text("/values/rate")).expect(200);
        assertThat(oldRate.text("/name")).isEqualTo("MV-2026-01");
        assertThat(oldRate.text("/customer")).isEqualTo("1.3");
        assertThat(auditor.get("/v1/credits/" + today.text("/credits/0/id")).at("/values"))
                .isEqualTo(old.at("/values"));

        Answer now = auditor.get("/v1/credits/" + after.text("/credits/0/id")).expect(200);
        assertThat(now.text("/values/fair/display")).isEqualTo("USD 14.00");
        assertThat(now.text("/values/expectedCost/display")).isEqualTo("USD 9.00");
        assertThat(auditor.get(PATH + "/" + now.text("/values/rate"))
                        .expect(200)
                        .json())
                .isEqualTo(raised.json());
    }

    @Test
    void a_rate_dated_in_the_past_counts_from_when_it_was_recorded() {
        String customer = given.customer();
        String francs = credit("voucher", 5_000, "CHF");
        amy.api()
                .post("/v1/remedies", key(), remedy(given.delay(customer), francs))
                .problem(422, "no_rate");
        Instant asked = given.now().minus(Duration.ofDays(30));
        Instant start = given.now();
        Answer late = finance.post(
                        PATH,
                        key(),
                        with(rate("voucher", "CHF", "1.1", "1.1", "0.9"), "validFrom", "\"" + asked + "\""))
                .expect(201);
        assertThat(Instant.parse(late.text("/recordedAt"))).isAfterOrEqualTo(start);
        assertThat(late.text("/validFrom")).isEqualTo(late.text("/recordedAt"));
        assertThat(given.given(amy, customer, francs).text("/value/display")).isEqualTo("USD 55.00");
        Answer undated = finance.post(PATH, key(), rate("voucher", "CHF", "1.2", "1.2", "1"))
                .expect(201);
        assertThat(undated.text("/validFrom")).isEqualTo(undated.text("/recordedAt"));
        assertThat(given.given(amy, customer, francs).text("/value/display")).isEqualTo("USD 60.00");
    }

    @Test
    void a_rate_is_kept_exactly_and_never_changes() {
        String largest = "9999999999.9999999999";
        Answer added = finance.post(PATH, key(), rate("voucher", "KWD", largest, "0.0000000001", "0.000"))
                .expect(201);
        assertThat(added.text("/customer")).isEqualTo(largest);
        assertThat(added.text("/fair")).isEqualTo("0.0000000001");
        assertThat(added.text("/expectedCost")).isEqualTo("0");
        Answer read = auditor.get(added.header("Location")).expect(200);
        assertThat(read.json()).isEqualTo(added.json());
        auditor.header("If-None-Match", read.header("ETag"))
                .get(added.header("Location"))
                .expect(304);
        auditor.get(PATH + "/9007199254740991").problem(404, "not_found");
        auditor.bad().get(PATH + "/newest").problem(404, "not_found");
        auditor.bad().get(PATH + "/0").problem(404, "not_found");
    }

    @Test
    void the_same_key_adds_one_rate_and_answers_the_same_later_on() {
        String key = key();
        String body = rate("voucher", "SEK", "0.0912", "0.0912", "0.073");
        Answer added = finance.post(PATH, key, body).expect(201);
        assertThat(added.headers().firstValue("Idempotent-Replayed")).isEmpty();
        long rates = rates();
        given.later(Duration.ofHours(1));
        Answer replayed = finance.post(PATH, key, body).expect(201);
        assertThat(replayed.json()).isEqualTo(added.json());
        assertThat(replayed.header("Location")).isEqualTo(added.header("Location"));
        assertThat(replayed.header("Idempotent-Replayed")).isEqualTo("true");
        finance.post(PATH, key, rate("voucher", "SEK", "0.0913", "0.0912", "0.073"))
                .problem(422, "idempotency_key_reused");
        assertThat(rates()).isEqualTo(rates);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("name", "\"\""),
                arguments("name", "\" MV\""),
                arguments("name", "\"" + "M".repeat(65) + "\""),
                arguments("name", "7"),
                arguments("kind", "\"love\""),
                arguments("kind", "null"),
                arguments("unit", "\"MILES\""),
                arguments("unit", "\"EUX\""),
                arguments("currency", "\"EUR\""),
                arguments("currency", "\"usd\""),
                arguments("customer", "1.30"),
                arguments("customer", "1"),
                arguments("customer", "\"-1\""),
                arguments("customer", "\"1e3\""),
                arguments("customer", "\"12345678901\""),
                arguments("fair", "\"1.12345678901\""),
                arguments("fair", "\".5\""),
                arguments("expectedCost", "\"1,5\""),
                arguments("expectedCost", "{\"amount\": 1}"),
                arguments("validFrom", "\"tomorrow\""),
                arguments("validFrom", "\"2027-01-01\""),
                arguments("validFrom", "1800000000"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void a_bad_field_is_named(String field, String value) {
        long before = rates();
        Answer no = finance.bad()
                .post(PATH, key(), with(rate("voucher", "USD", "1", "1", "0.8"), field, value))
                .problem(400, "invalid_value");
        assertThat(no.at("/errors")).hasSize(1);
        assertThat(no.text("/errors/0/pointer")).isEqualTo("/" + field);
        assertThat(rates()).isEqualTo(before);
    }

    @Test
    void all_that_is_wrong_is_named_at_once() {
        Answer nothing = finance.bad().post(PATH, key(), "{}").problem(400, "invalid_value");
        assertThat(texts(nothing, "/errors", "/pointer"))
                .containsExactly("/name", "/kind", "/unit", "/currency", "/customer", "/fair", "/expectedCost");
        String foreign = with(rate("miles", "USD", "1", "1", "1"), "currency", "\"EUR\"");
        Answer two = finance.post(PATH, key(), foreign).problem(400, "invalid_value");
        assertThat(texts(two, "/errors", "/pointer")).containsExactlyInAnyOrder("/unit", "/currency");
        assertThat(texts(two, "/errors", "/detail"))
                .containsExactlyInAnyOrder("must be MILES for this kind", "must be USD, the company's currency");
    }

    @Test
    void only_finance_adds_rates_and_only_who_answers_for_them_reads_them() {
        String body = rate("voucher", "NOK", "0.09", "0.09", "0.07");
        Answer added = finance.post(PATH, key(), body).expect(201);
        for (Role role : List.of(Role.AUDITOR, Role.ADMIN, Role.POLICY_ADMIN)) {
            Api reader = given.as(role);
            reader.post(PATH, key(), body).problem(403, "forbidden");
            assertThat(reader.get(added.header("Location")).expect(200).json()).isEqualTo(added.json());
            reader.get(PATH + "?unit=NOK").expect(200);
        }
        amy.api().post(PATH, key(), body).problem(403, "forbidden");
        amy.api().get(added.header("Location")).problem(403, "forbidden");
        given.partner("till", "*").get(PATH).problem(403, "forbidden");
        given.nobody().get(PATH).problem(401, "unauthenticated");
    }

    @Test
    void rates_are_listed_newest_first_by_kind_and_unit_page_by_page() {
        List<String> vouchers = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            String body = rate("voucher", "JPY", "0.6" + i, "0.6", "0.5");
            vouchers.add(0, finance.post(PATH, key(), body).expect(201).text("/version"));
        }
        String certificate = finance.post(PATH, key(), rate("gift_certificate", "JPY", "0.6", "0.6", "0.5"))
                .expect(201)
                .text("/version");
        assertThat(versions(auditor.get(PATH + "?kind=voucher&unit=JPY"))).isEqualTo(vouchers);
        assertThat(versions(auditor.get(PATH + "?unit=JPY")))
                .startsWith(certificate)
                .hasSize(6);
        assertThat(versions(auditor.get(PATH + "?kind=gift_certificate"))).startsWith(certificate);
        assertThat(versions(auditor.get(PATH + "?limit=1"))).containsExactly(certificate);
        assertThat(versions(auditor.get(PATH + "?kind=miles&unit=JPY"))).isEmpty();

        List<String> paged = new ArrayList<>();
        String next = PATH + "?kind=voucher&unit=JPY&limit=2";
        while (next != null) {
            Answer page = auditor.get(next).expect(200);
            paged.addAll(versions(page));
            String link = page.headers().firstValue("Link").orElse(null);
            next = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        assertThat(paged).isEqualTo(vouchers);

        String cursor = auditor.get(PATH + "?unit=JPY&limit=1").text("/next");
        auditor.get(PATH + "?unit=SEK&cursor=" + cursor).problem(400, "invalid_cursor");
        auditor.bad().get(PATH + "?currency=USD").problem(400, "unknown_filter");
        Answer no = auditor.get(PATH + "?unit=EUX").problem(400, "invalid_value");
        assertThat(no.text("/errors/0/pointer")).isEqualTo("?unit");
    }

    private static long rates() {
        return given.number("select count(*) from rate");
    }

    private static List<String> versions(Answer page) {
        return texts(page.expect(200), "/items", "/version");
    }

    private static List<String> texts(Answer answer, String list, String pointer) {
        List<String> texts = new ArrayList<>();
        answer.at(list).forEach(item -> texts.add(item.at(pointer).asText()));
        return texts;
    }

    /** The body with one field set to a JSON value. */
    private static String with(String body, String field, String value) {
        try {
            return ((ObjectNode) JSON.readTree(body))
                    .set(field, JSON.readTree(value))
                    .toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

package dev.makegood.code;

import static dev.makegood.given.Bodies.credit;
import static dev.makegood.given.Bodies.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Role;
import dev.makegood.platform.TestService;
import dev.makegood.platform.database.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a code tells to who has it, and that a wrong one tells nothing. */
class LookupHttpTest {

    private static final String LOOKUP = "/v1/codes/lookup";

    private final Given given = new Given();
    private final Person amy = given.agent("SUPERVISOR");

    static String asked(String code) {
        return "{\"code\": \"" + code + "\"}";
    }

    private static String code(Answer remedy) {
        return remedy.text("/credits/0/code");
    }

    @Test
    void a_code_tells_what_it_is_worth_and_not_whose_it_is() {
        String customer = given.customer();
        Answer remedy = given.given(amy, customer, voucher(2_000));
        given.redeemed(given.customer(customer), customer, "{\"unit\": \"USD\", \"amount\": 500}");
        Answer worth =
                given.customer(customer).post(LOOKUP, asked(code(remedy))).expect(200);
        assertThat(worth.text("/kind")).isEqualTo("voucher");
        assertThat(worth.text("/amount/display")).isEqualTo("USD 20.00");
        assertThat(worth.text("/available/display")).isEqualTo("USD 15.00");
        assertThat(worth.at("/expiry")).isEqualTo(remedy.at("/credits/0/expiry"));
        assertThat(worth.text("/lastFour")).isEqualTo(remedy.text("/credits/0/lastFour"));
        assertThat(worth.at("/bearer").asBoolean()).isFalse();
        assertThat(worth.body()).doesNotContain(customer);
    }

    @Test
    void it_is_read_however_it_is_typed() {
        String customer = given.customer();
        Api own = given.customer(customer);
        String code = code(given.given(amy, customer, voucher(2_000)));
        for (String typed : List.of(
                code.toLowerCase(Locale.ROOT),
                code.substring(3).replace('-', ' '),
                code.replace("-", "").replace('0', 'O').replace('1', 'l'))) {
            own.post(LOOKUP, asked(typed)).expect(200);
        }
    }

    @Test
    void a_bearers_code_is_for_whoever_has_it_and_a_vouchers_for_its_customer() {
        String customer = given.customer();
        String certificate = code(given.given(amy, customer, credit("gift_certificate", 2_500, "USD")));
        String voucher = code(given.given(amy, customer, voucher(2_000)));
        Api stranger = given.customer(given.customer());
        Api till = given.partner("till-" + customer, given.customer());
        for (Api somebody : List.of(stranger, till)) {
            assertThat(somebody.post(LOOKUP, asked(certificate))
                            .expect(200)
                            .at("/bearer")
                            .asBoolean())
                    .isTrue();
            somebody.post(LOOKUP, asked(voucher)).problem(422, "code_not_accepted");
        }
        given.partner("shop-" + customer, customer).post(LOOKUP, asked(voucher)).expect(200);
        given.partner("chain-" + customer, "*").post(LOOKUP, asked(voucher)).expect(200);
    }

    @Test
    void a_wrong_symbol_is_told_before_anybody_is_asked() {
        Api own = given.customer(given.customer());
        String right = DeadCodes.unknown();
        char last = right.charAt(right.length() - 1);
        String wrong = right.substring(0, right.length() - 1) + (last == 'A' ? 'B' : 'A');
        long before = given.number("select count(*) from failed_code");
        Answer no = own.post(LOOKUP, asked(wrong)).problem(400, "invalid_value");
        assertThat(no.text("/errors/0/pointer")).isEqualTo("/code");
        assertThat(no.body()).doesNotContain(wrong).doesNotContain(right);
        own.bad().post(LOOKUP, "{}").problem(400, "invalid_value");
        own.bad().post(LOOKUP, asked("MG-1")).problem(400, "invalid_value");
        own.bad().post(LOOKUP, asked("U" + right.substring(3))).problem(400, "invalid_value");
        assertThat(given.number("select count(*) from failed_code")).isEqualTo(before);
    }

    @Test
    void every_code_that_cannot_be_spent_gets_the_same_answer() {
        String customer = given.customer();
        Map<String, String> dead = DeadCodes.of(given, amy, customer);
        Api own = given.customer(customer);
        Set<String> answers = new TreeSet<>();
        dead.forEach((why, code) -> {
            Answer no = own.post(LOOKUP, asked(code)).problem(422, "code_not_accepted");
            assertThat(no.body()).as(why).doesNotContain(code);
            ObjectNode body = no.json().deepCopy();
            body.remove("traceId");
            answers.add(body
                    + no.headers().map().entrySet().stream()
                            .filter(header ->
                                    !Set.of("traceparent", "date", "ratelimit").contains(header.getKey()))
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining(";")));
        });
        assertThat(answers).hasSize(1);
    }

    private static final int SAMPLES = 100;
    private static final int ROUNDS = 3;

    @Test
    void how_long_the_answer_takes_does_not_tell_why_either() {
        String customer = given.customer();
        Map<String, String> dead = DeadCodes.of(given, amy, customer);
        Api own = given.customer(customer).checkedOneIn(50);
        Samples samples = new Samples();
        dead.forEach((why, code) ->
                samples.kind(why, () -> own.post(LOOKUP, asked(code)).problem(422, "code_not_accepted")));
        samples.kind("no code", () -> own.bad().post(LOOKUP, asked("MG-0")).expect(400));
        samples.areAlike(dead.keySet(), "unknown", SAMPLES, ROUNDS, () -> {
            // All these failures are forgiven, so that nobody else is paused.
            given.later(FailedCodes.WINDOW.plusSeconds(1));
            // What can be told apart is told: nobody is asked about what is no code.
            assertThat(samples.longer("unknown", "no code")).isGreaterThan(0.5 + Samples.HARDLY);
        });
    }

    @Test
    void after_five_failures_there_is_a_pause_on_every_instance() throws SQLException {
        try (TestDatabase database = TestDatabase.open()) {
            Map<String, Object> usual = Map.of("codes", Map.of("failedTries", 5));
            TestService first = TestService.start(database, usual);
            TestService second = TestService.start(database, usual);
            try {
                pause(first, second);
            } finally {
                first.stop();
                second.stop();
            }
        }
    }

    private static void pause(TestService first, TestService second) {
        Given there = new Given(first);
        Answer remedy = there.given(there.agent("SUPERVISOR"), "P-1", credit("gift_certificate", 2_500, "USD"));
        String good = asked(code(remedy));
        Api here = first.as(Role.PARTNER, "till", "*");
        Api beside = second.as(Role.PARTNER, "till", "*");
        for (int i = 0; i < 5; i++) {
            Api one = i % 2 == 0 ? here : beside;
            one.post(LOOKUP, good).expect(200);
            one.post(LOOKUP, asked(DeadCodes.unknown())).problem(422, "code_not_accepted");
        }
        for (Api one : List.of(here, beside, first.as(Role.CUSTOMER, "P-1", "P-1"))) {
            // The client has failed, and so has whoever else is at its address; a good code is not told from a bad one.
            for (String body : List.of(good, asked(DeadCodes.unknown()))) {
                Answer pause = one.post(LOOKUP, body).problem(429, "too_many_failed_codes");
                assertThat(Integer.parseInt(pause.header("Retry-After"))).isBetween(840, 901);
            }
        }
        first.clock().turn(Duration.ofSeconds(901));
        second.clock().turn(Duration.ofSeconds(901));
        beside.post(LOOKUP, good).expect(200);
        here.post(LOOKUP, asked(DeadCodes.unknown())).problem(422, "code_not_accepted");
    }
}

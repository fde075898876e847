package dev.makegood.redemption;

import static dev.makegood.given.Bodies.credit;
import static dev.makegood.given.Bodies.draw;
import static dev.makegood.given.Bodies.drawOf;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Bodies;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Code;
import dev.makegood.platform.TestService;
import dev.makegood.platform.database.TestDatabase;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Spending what a code stands for, by whoever may, and learning nothing from a code that cannot be spent. */
class RedeemByCodeHttpTest {

    private static final String REDEEM = "/v1/redemptions";

    private final Given given = new Given();
    private final Person amy = given.agent("SUPERVISOR");

    private static String byCode(String code) {
        return "{\"code\": \"" + code + "\"}";
    }

    private static String byCode(String code, long amount) {
        return "{\"code\": \"" + code + "\", \"amount\": " + amount + "}";
    }

    private static String bill(String... draws) {
        return Bodies.purchase("", draws).replaceFirst("\"customer\": \"\", ", "");
    }

    private static String code(Answer remedy) {
        return remedy.text("/credits/0/code");
    }

    private Answer certificate(String customer, long cents) {
        return given.given(amy, customer, credit("gift_certificate", cents, "USD"));
    }

    @Test
    void a_customer_spends_a_voucher_by_its_code() {
        String customer = given.customer();
        Answer remedy = given.given(amy, customer, voucher(2_000));
        Answer paid = given.customer(customer)
                .post(REDEEM, key(), bill(byCode(code(remedy), 500)))
                .expect(201);
        assertThat(paid.text("/customer")).isEqualTo(customer);
        assertThat(paid.text("/lines/0/credit")).isEqualTo(remedy.text("/credits/0/id"));
        assertThat(paid.text("/lines/0/amount/display")).isEqualTo("USD 5.00");
        Answer rest = given.customer(customer)
                .post(REDEEM, key(), bill(byCode(code(remedy))))
                .expect(201);
        assertThat(rest.text("/lines/0/amount/display")).isEqualTo("USD 15.00");
        given.customer(customer).post(REDEEM, key(), bill(byCode(code(remedy)))).problem(422, "code_not_accepted");
    }

    @Test
    void whoever_has_a_certificates_code_spends_it_and_gives_it_back_and_is_not_told_whose_it_was() {
        String holder = given.customer();
        Answer remedy = certificate(holder, 2_500);
        Api till = given.partner("till-" + holder, given.customer());
        Answer paid =
                till.post(REDEEM, key(), bill(byCode(code(remedy), 1_000))).expect(201);
        assertThat(paid.json().has("customer")).isFalse();
        assertThat(paid.body()).doesNotContain(holder);
        String path = REDEEM + "/" + paid.text("/id");
        assertThat(till.get(path).expect(200).json().has("customer")).isFalse();
        given.partner("other-" + holder, "*").get(path).problem(404, "not_found");
        Answer back = till.post(path + "/reversals", key(), "{}").expect(201);
        assertThat(back.json().has("customer")).isFalse();
        till.get("/v1/reversals/" + back.text("/id")).expect(200);
        assertThat(given.customer(holder)
                        .get("/v1/credits/" + remedy.text("/credits/0/id"))
                        .text("/available/display"))
                .isEqualTo("USD 25.00");
        // A friend spends it too, in a redemption of its own.
        String friend = given.customer();
        given.given(amy, friend, voucher(300));
        given.customer(friend)
                .post(REDEEM, key(), bill(byCode(code(remedy), 1_000), draw(300, "USD")))
                .problem(422, "two_customers");
        given.customer(friend)
                .post(REDEEM, key(), bill(byCode(code(remedy), 1_000)))
                .expect(201);
    }

    @Test
    void who_may_touch_everybody_is_not_told_either_whose_a_bearers_code_was() {
        String holder = given.customer();
        Answer remedy = certificate(holder, 2_500);
        Api till = given.partner("every-" + holder, "*");
        Answer paid =
                till.post(REDEEM, key(), bill(byCode(code(remedy), 1_000))).expect(201);
        Answer back = till.post(REDEEM + "/" + paid.text("/id") + "/reversals", key(), "{}")
                .expect(201);
        assertThat(back.body()).doesNotContain(holder);
        assertThat(till.get("/v1/reversals/" + back.text("/id")).expect(200).body())
                .doesNotContain(holder);
    }

    @Test
    void a_till_holds_what_a_bearers_code_stands_for_and_captures_it_and_is_not_told_whose_it_is() {
        String holder = given.customer();
        Answer remedy = certificate(holder, 2_500);
        Api till = given.partner("holding-" + holder, given.customer());
        Answer hold = till.post("/v1/holds", key(), bill(byCode(code(remedy)))).expect(201);
        String path = "/v1/holds/" + hold.text("/id");
        Answer capture = till.post(path + "/captures", key(), "{\"amount\": {\"amount\": 900, \"unit\": \"USD\"}}")
                .expect(201);
        Answer read = till.get(path).expect(200);
        String redemption = "/v1/redemptions/" + capture.text("/id");
        for (Answer answer : List.of(hold, capture, read, till.get(redemption).expect(200))) {
            assertThat(answer.json().has("customer")).isFalse();
            assertThat(answer.body()).doesNotContain(holder);
        }
        till.post(redemption + "/reversals", key(), "{}").expect(201);
        till.post(path + "/release", key(), "{}").expect(200);
        given.partner("other-" + holder, "*").get(path).problem(404, "not_found");
        till.post("/v1/redemptions", key(), bill(byCode(code(remedy), 2_500))).expect(201);
        till.post("/v1/holds", key(), bill(byCode(code(remedy)))).problem(422, "code_not_accepted");
    }

    @Test
    void a_bearers_code_opens_its_own_credit_and_nothing_else_of_its_customer() {
        String holder = given.customer();
        Answer remedy = given.given(amy, holder, credit("gift_certificate", 2_500, "USD"), voucher(900));
        Api till = given.partner("greedy-" + holder, "*");
        till.post(REDEEM, key(), bill(byCode(code(remedy)), draw(900, "USD"))).problem(400, "invalid_value");
        till.post(REDEEM, key(), Bodies.purchase(given.customer(), byCode(code(remedy)), draw(900, "USD")))
                .problem(422, "unknown_customer");
        assertThat(till.post(REDEEM, key(), Bodies.purchase(holder, byCode(code(remedy)), draw(900, "USD")))
                        .expect(201)
                        .text("/customer"))
                .isEqualTo(holder);
    }

    @Test
    void a_validation_answers_alike_and_takes_nothing() {
        String customer = given.customer();
        Answer remedy = given.given(amy, customer, voucher(2_000));
        Api own = given.customer(customer);
        String body = bill(byCode(code(remedy), 500));
        assertThat(own.post(REDEEM + "/validation", body).expect(200).text("/lines/0/amount/display"))
                .isEqualTo("USD 5.00");
        own.post(
                        REDEEM + "/validation",
                        bill(byCode(Code.random(new SecureRandom()).reveal())))
                .problem(422, "code_not_accepted");
        own.post(REDEEM, key(), body).expect(201);
    }

    @Test
    void two_codes_are_two_requests_even_with_the_same_end() {
        String customer = given.customer();
        Api own = given.customer(customer);
        String key = key();
        Code one = Code.random(new SecureRandom());
        Code other;
        do {
            other = Code.random(new SecureRandom());
        } while (other.equals(one));
        own.post(REDEEM, key, bill(byCode(one.reveal()))).problem(422, "code_not_accepted");
        assertThat(own.post(REDEEM, key, bill(byCode(one.symbols())))
                        .problem(422, "code_not_accepted")
                        .header("Idempotent-Replayed"))
                .isEqualTo("true");
        own.post(REDEEM, key, bill(byCode(other.reveal()))).problem(422, "idempotency_key_reused");
    }

    @Test
    void what_is_no_code_is_named() {
        Api own = given.customer(given.customer());
        assertThat(own.bad()
                        .post(REDEEM, key(), bill(byCode("MG-1")))
                        .problem(400, "invalid_value")
                        .text("/errors/0/pointer"))
                .isEqualTo("/draw/0/code");
        own.bad()
                .post(REDEEM, key(), bill("{\"unit\": \"USD\", \"code\": \"7K3M9QXT4HNPZR5W0\", \"amount\": 1}"))
                .problem(400, "invalid_value");
        own.post(REDEEM, key(), bill(byCode("7K3M9QXT4HNPZR5W0"), byCode("mg 7k3m 9qxt 4hnp zr5w o")))
                .problem(400, "invalid_value");
    }

    @Test
    void every_code_that_cannot_be_spent_gets_the_same_answer() {
        String customer = given.customer();
        Map<String, String> dead = new LinkedHashMap<>();
        dead.put("unknown", Code.random(new SecureRandom()).reveal());
        dead.put("expired", code(given.given(amy, customer, voucher(100))));
        given.later(Duration.ofDays(370));
        Answer voided = given.given(amy, customer, voucher(100));
        String path = "/v1/credits/" + voided.text("/credits/0/id");
        amy.api().post(path + "/void", key(), "{\"reason\": \"A slip.\"}").expect(200);
        dead.put("voided", code(voided));
        Answer used = given.given(amy, customer, voucher(100));
        given.redeemed(given.customer(customer), customer, drawOf(used.text("/credits/0/id")));
        dead.put("used up", code(used));
        Answer replaced = given.given(amy, customer, voucher(100));
        amy.api()
                .post("/v1/credits/" + replaced.text("/credits/0/id") + "/code", key(), "{}")
                .expect(200);
        dead.put("replaced", code(replaced));
        dead.put("foreign", code(given.given(amy, given.customer(), voucher(100))));
        Set<String> answers = new TreeSet<>();
        dead.forEach((why, code) -> {
            Answer no = given.customer(customer)
                    .post(REDEEM, key(), bill(byCode(code)))
                    .problem(422, "code_not_accepted");
            ObjectNode body = no.json().deepCopy();
            body.remove("traceId");
            answers.add(body.toString());
            assertThat(no.text("/errors/0/pointer")).isEqualTo("/draw/0");
        });
        assertThat(answers).as(answers.toString()).hasSize(1);
        assertThat(given.number("""
                select count(distinct facts::jsonb ->> 'why') from journal
                where outcome = 'code_not_accepted' and facts::jsonb ->> 'why' in
                  ('unknown', 'expired', 'voided', 'used_up', 'foreign')
                """)).isEqualTo(5);
    }

    @Test
    void five_codes_that_are_not_accepted_are_followed_by_a_pause() throws SQLException {
        try (TestDatabase database = TestDatabase.open()) {
            TestService usual = TestService.start(database, Map.of("codes", Map.of("failedTries", 5)));
            try {
                Given there = new Given(usual);
                Api till = there.partner("till", "*");
                for (int i = 0; i < 5; i++) {
                    till.post(
                                    REDEEM,
                                    key(),
                                    bill(byCode(Code.random(new SecureRandom()).reveal())))
                            .problem(422, "code_not_accepted");
                }
                counted(there, 5);
                String again = bill(byCode(Code.random(new SecureRandom()).reveal()));
                assertThat(till.post(REDEEM, key(), again)
                                .problem(429, "too_many_failed_codes")
                                .header("Retry-After"))
                        .isNotEmpty();
                till.post(REDEEM + "/validation", again).problem(429, "too_many_failed_codes");
                till.post(REDEEM, key(), Bodies.purchase("P-2", draw(1, "USD"))).problem(422, "unknown_customer");
            } finally {
                usual.stop();
            }
        }
    }

    /** They are counted beside the answer. */
    private static void counted(Given there, int tries) {
        for (int look = 0; look < 500; look++) {
            if (there.number("select coalesce(max(cardinality(tries)), 0)::bigint from failed_code") == tries) {
                return;
            }
            LockSupport.parkNanos(10_000_000);
        }
        throw new AssertionError("the tries were not counted");
    }
}

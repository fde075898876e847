package dev.makegood.redemption;

import static dev.makegood.given.Bodies.draw;
import static dev.makegood.given.Bodies.drawOf;
import static dev.makegood.given.Bodies.miles;
import static dev.makegood.given.Bodies.purchase;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Role;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedemptionHttpTest {

    private final Given given = new Given();
    private final Person ben = given.agent("SUPERVISOR");
    private final String customer = given.customer();
    private final Api till = given.partner("till", customer);

    @Test
    void soonest_expiry_goes_first() {
        String early = given.given(ben, customer, voucher(3_000)).text("/credits/0/id");
        given.later(Duration.ofDays(2));
        String late = given.given(ben, customer, voucher(4_000)).text("/credits/0/id");
        Answer redeemed = given.redeemed(till, customer, draw(5_000, "USD"));
        assertThat(redeemed.header("Location")).endsWith("/v1/redemptions/" + redeemed.text("/id"));
        assertThat(redeemed.text("/total/display")).isEqualTo("USD 990.00");
        assertThat(redeemed.text("/lines/0/credit")).isEqualTo(early);
        assertThat(redeemed.at("/lines/0/amount/amount").asLong()).isEqualTo(3_000);
        assertThat(redeemed.text("/lines/1/credit")).isEqualTo(late);
        assertThat(redeemed.at("/lines/1/amount/amount").asLong()).isEqualTo(2_000);
        assertThat(till.get("/v1/credits/" + early).text("/state")).isEqualTo("redeemed");
        assertThat(till.get("/v1/credits/" + late).text("/state")).isEqualTo("partly_redeemed");
    }

    @Test
    void a_customer_spends_a_credit_of_its_own_and_names_nobody() {
        String credit = given.given(ben, customer, voucher(3_000), miles(500)).text("/credits/0/id");
        Api own = given.customer(customer);
        String body = """
                {"purchase": {"reference": "ORDER-7730", "total": {"amount": 8990, "unit": "USD"}},
                 "draw": [{"credit": "%s"}, {"unit": "MILES", "amount": 200}]}""".formatted(credit);
        Answer redeemed = own.post("/v1/redemptions", key(), body).expect(201);
        assertThat(redeemed.text("/customer")).isEqualTo(customer);
        assertThat(redeemed.text("/lines/0/amount/display")).isEqualTo("USD 30.00");
        assertThat(redeemed.text("/lines/1/amount/display")).isEqualTo("200 MILES");
        Answer no = own.post("/v1/redemptions", key(), body).problem(422, "credit_used_up");
        assertThat(no.text("/credit")).isEqualTo(credit);
        assertThat(no.text("/errors/0/pointer")).isEqualTo("/draw/0");
    }

    @Test
    void more_than_there_is_takes_nothing_and_says_what_there_is() {
        given.given(ben, customer, miles(3_500), voucher(100));
        String key = key();
        String body = purchase(customer, draw(100, "USD"), draw(5_000, "MILES"));
        Answer no = till.post("/v1/redemptions", key, body).problem(422, "insufficient_balance");
        assertThat(no.text("/requested/display")).isEqualTo("5,000 MILES");
        assertThat(no.text("/available/display")).isEqualTo("3,500 MILES");
        assertThat(no.text("/errors/0/pointer")).isEqualTo("/draw/1");
        given.given(ben, customer, miles(5_000));
        Answer again = till.post("/v1/redemptions", key, body).problem(422, "insufficient_balance");
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.text("/available/display")).isEqualTo("3,500 MILES");
        assertThat(till.get("/v1/customers/" + customer + "/balances").text("/balances/1/available/display"))
                .isEqualTo("USD 1.00");
    }

    @Test
    void same_key_spends_once() {
        given.given(ben, customer, voucher(1_000));
        String key = key();
        Answer first = till.post("/v1/redemptions", key, purchase(customer, draw(600, "USD")))
                .expect(201);
        Answer second = till.post("/v1/redemptions", key, purchase(customer, draw(600, "USD")))
                .expect(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        till.post("/v1/redemptions", key, purchase(customer, draw(601, "USD"))).problem(422, "idempotency_key_reused");
    }

    @Test
    void read_again_it_says_what_can_still_be_reversed() {
        given.given(ben, customer, voucher(3_000), miles(1_000));
        Answer redeemed = given.redeemed(till, customer, draw(2_000, "USD"), draw(700, "MILES"));
        String path = "/v1/redemptions/" + redeemed.text("/id");
        Answer read = till.get(path).expect(200);
        assertThat(read.at("/lines")).isEqualTo(redeemed.at("/lines"));
        assertThat(read.at("/total")).isEqualTo(redeemed.at("/total"));
        assertThat(read.text("/reversible/0/display")).isEqualTo("700 MILES");
        assertThat(read.text("/reversible/1/display")).isEqualTo("USD 20.00");
        till.post(path + "/reversals", key(), "{\"amount\": {\"amount\": 700, \"unit\": \"MILES\"}}")
                .expect(201);
        assertThat(till.get(path).at("/reversible")).hasSize(1);
        assertThat(given.customer(customer).get(path).status()).isEqualTo(200);
        assertThat(given.as(Role.AUDITOR).get(path).status()).isEqualTo(200);
    }

    @Test
    void reversed_in_parts_it_goes_back_to_the_same_credits_and_never_exceeds() {
        String credit = given.given(ben, customer, voucher(3_000)).text("/credits/0/id");
        Answer redeemed = given.redeemed(till, customer, draw(3_000, "USD"));
        String path = "/v1/redemptions/" + redeemed.text("/id") + "/reversals";
        String key = key();
        String part = "{\"amount\": {\"amount\": 1200, \"unit\": \"USD\"}}";
        Answer first = till.post(path, key, part).expect(201);
        assertThat(first.text("/redemption")).isEqualTo(redeemed.text("/id"));
        assertThat(first.text("/lines/0/credit")).isEqualTo(credit);
        assertThat(first.text("/lines/0/state")).isEqualTo("partly_redeemed");
        assertThat(till.post(path, key, part).expect(201).json()).isEqualTo(first.json());
        Answer read =
                given.as(Role.FINANCE).get("/v1/reversals/" + first.text("/id")).expect(200);
        assertThat(read.json()).isEqualTo(first.json());
        till.header("If-None-Match", read.header("ETag"))
                .get("/v1/reversals/" + first.text("/id"))
                .expect(304);
        Answer over = till.post(path, key(), "{\"amount\": {\"amount\": 1801, \"unit\": \"USD\"}}")
                .problem(422, "reversal_exceeds");
        assertThat(over.text("/remaining/display")).isEqualTo("USD 18.00");
        assertThat(over.text("/errors/0/pointer")).isEqualTo("/amount");
        Answer rest = till.post(path, key(), "{}").expect(201);
        assertThat(rest.text("/lines/0/amount/display")).isEqualTo("USD 18.00");
        assertThat(rest.text("/lines/0/state")).isEqualTo("active");
        till.post(path, key(), "{}").problem(422, "reversal_exceeds");
    }

    @Test
    void what_comes_back_after_its_date_has_thirty_days_of_grace_and_what_was_voided_goes_on() {
        Answer remedy = given.given(ben, customer, voucher(3_000), voucher(2_000));
        String passed = remedy.text("/credits/0/id");
        String voided = remedy.text("/credits/1/id");
        Answer first = given.redeemed(till, customer, drawOf(passed));
        Answer second = given.redeemed(till, customer, "{\"credit\": \"" + voided + "\", \"amount\": 500}");
        ben.api()
                .post("/v1/credits/" + voided + "/void", key(), "{\"reason\": \"A slip.\"}")
                .expect(200);
        given.later(Duration.ofDays(400));
        Answer back = till.post("/v1/redemptions/" + first.text("/id") + "/reversals", key(), "{}")
                .expect(201);
        assertThat(back.text("/lines/0/state")).isEqualTo("grace");
        assertThat(back.at("/lines/0").has("wentOn")).isFalse();
        assertThat(till.get("/v1/credits/" + passed).text("/state")).isEqualTo("grace");
        Answer gone = till.post("/v1/redemptions/" + second.text("/id") + "/reversals", key(), "{}")
                .expect(201);
        assertThat(gone.text("/lines/0/state")).isEqualTo("voided");
        assertThat(gone.text("/lines/0/wentOn")).isEqualTo("funding");
        given.later(Duration.ofDays(32));
        assertThat(till.get("/v1/credits/" + passed).text("/state")).isEqualTo("expired");
        till.post("/v1/redemptions", key(), purchase(customer, drawOf(passed))).problem(422, "credit_expired");
    }

    @Test
    void what_comes_back_onto_a_credit_that_was_refunded_goes_on_to_settlement() {
        String owed = given.given(
                        ben, customer, voucher(3_000).strip().replaceFirst("}$", ", \"basis\": \"PURCHASED\"}"))
                .text("/credits/0/id");
        Answer spent = given.redeemed(till, customer, "{\"credit\": \"" + owed + "\", \"amount\": 500}");
        String refund = "{\"reason\": \"Refunded.\", \"refundReference\": \"RF-1\"}";
        given.as(Role.FINANCE)
                .post("/v1/credits/" + owed + "/void", key(), refund)
                .expect(200);
        Answer gone = till.post("/v1/redemptions/" + spent.text("/id") + "/reversals", key(), "{}")
                .expect(201);
        assertThat(gone.text("/lines/0/state")).isEqualTo("voided");
        assertThat(gone.text("/lines/0/wentOn")).isEqualTo("settlement");
    }

    @Test
    void others_see_and_reverse_nothing() {
        String credit = given.given(ben, customer, voucher(3_000)).text("/credits/0/id");
        Answer redeemed = given.redeemed(till, customer, draw(1_000, "USD"));
        String path = "/v1/redemptions/" + redeemed.text("/id");
        String reversal = till.post(path + "/reversals", key(), "{\"amount\": {\"amount\": 1, \"unit\": \"USD\"}}")
                .expect(201)
                .text("/id");
        Api stranger = given.partner("stranger", given.customer());
        Api rival = given.partner("rival", customer);
        for (Api other : new Api[] {stranger, rival, given.customer(given.customer())}) {
            other.get(path).problem(404, "not_found");
            other.get("/v1/reversals/" + reversal).problem(404, "not_found");
            other.post(path + "/reversals", key(), "{}").problem(404, "not_found");
        }
        // What a partner took, the customer sees, and does not take back.
        given.customer(customer).get(path).expect(200);
        given.customer(customer).post(path + "/reversals", key(), "{}").problem(404, "not_found");
        stranger.post("/v1/redemptions", key(), purchase(customer, draw(1, "USD")))
                .problem(422, "unknown_customer");
        stranger.get("/v1/credits/" + credit).problem(404, "not_found");
        till.post("/v1/redemptions", key(), purchase("nobody-knows-them", draw(1, "USD")))
                .problem(422, "unknown_customer");
        till.post("/v1/redemptions", key(), purchase(customer, drawOf("crd_01m7yb5c1hemq8k9w39qsaekf4")))
                .problem(422, "unknown_credit");
        till.get("/v1/redemptions/rdm_01m7yb5c1hemq8k9w39qsaekf4").problem(404, "not_found");
        till.get("/v1/reversals/rev_01m7yb5c1hemq8k9w39qsaekf4").problem(404, "not_found");
        ben.api()
                .post("/v1/redemptions", key(), purchase(customer, draw(1, "USD")))
                .problem(403, "forbidden");
    }
}

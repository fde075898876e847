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
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A till sets credits aside, spends them in parts or gives them up; time does it otherwise. */
class HoldsHttpTest {

    private final Given given = new Given();
    private final Person ben = given.agent("SUPERVISOR");
    private final String customer = given.customer();
    private final String path = "/v1/customers/" + customer;
    private final Api till = given.partner("hold-till", customer);

    private Answer held(String body) {
        return till.post("/v1/holds", key(), body).expect(201);
    }

    private static String lasting(String body, String holdFor) {
        return body.substring(0, body.lastIndexOf('}')) + ", \"holdFor\": \"" + holdFor + "\"}";
    }

    private Answer read(Answer hold) {
        return till.get("/v1/holds/" + hold.text("/id")).expect(200);
    }

    private Answer capture(Answer hold, String body) {
        return till.post("/v1/holds/" + hold.text("/id") + "/captures", key(), body);
    }

    private Answer release(Answer hold) {
        return till.post("/v1/holds/" + hold.text("/id") + "/release", key(), "{}");
    }

    private static String usd(long cents) {
        return "{\"amount\": {\"amount\": " + cents + ", \"unit\": \"USD\"}}";
    }

    private void balance(long available, long held) {
        Answer balances = given.customer(customer).get(path + "/balances").expect(200);
        assertThat(balances.at("/balances/0/available/amount").asLong()).isEqualTo(available);
        assertThat(balances.at("/balances/0/held/amount").asLong()).isEqualTo(held);
    }

    @Test
    void what_is_held_is_out_of_reach_until_it_is_captured_or_given_up() {
        given.given(ben, customer, voucher(5_000));
        Answer hold = held(purchase(customer, draw(4_000, "USD")));
        assertThat(hold.header("Location")).endsWith("/v1/holds/" + hold.text("/id"));
        assertThat(hold.at("/toPay/amount").asLong()).isEqualTo(95_000);
        assertThat(Duration.between(Instant.parse(hold.text("/recordedAt")), Instant.parse(hold.text("/endsAt"))))
                .isEqualTo(Duration.ofMinutes(15));
        balance(1_000, 4_000);
        Answer refused = till.post("/v1/redemptions", key(), purchase(customer, draw(1_001, "USD")));
        assertThat(refused.problem(422, "insufficient_balance").text("/available/display"))
                .isEqualTo("USD 10.00");

        Answer first = capture(hold, usd(1_500)).expect(201);
        assertThat(first.text("/hold")).isEqualTo(hold.text("/id"));
        Answer redemption = till.get("/v1/redemptions/" + first.text("/id")).expect(200);
        assertThat(redemption.text("/hold")).isEqualTo(hold.text("/id"));
        assertThat(redemption.at("/total/amount").asLong()).isEqualTo(99_000);
        assertThat(redemption.text("/reversible/0/display")).isEqualTo("USD 15.00");
        Answer now = read(hold);
        assertThat(now.text("/state")).isEqualTo("open");
        assertThat(now.text("/lines/0/held/display")).isEqualTo("USD 25.00");
        assertThat(now.text("/lines/0/captured/display")).isEqualTo("USD 15.00");

        Answer more = capture(hold, usd(2_501)).problem(422, "capture_exceeds");
        assertThat(more.text("/detail")).isEqualTo("USD 25.01 were asked for and USD 25.00 are held.");
        assertThat(more.text("/errors/0/pointer")).isEqualTo("/amount");
        Answer release = release(hold).expect(200);
        assertThat(release.text("/lines/0/amount/display")).isEqualTo("USD 25.00");
        assertThat(release.text("/lines/0/state")).isEqualTo("partly_redeemed");
        assertThat(read(hold).text("/state")).isEqualTo("released");
        balance(3_500, 0);
        release(hold).problem(422, "hold_ended");
        capture(hold, "{}").problem(422, "hold_ended");

        till.post("/v1/redemptions/" + first.text("/id") + "/reversals", key(), usd(500))
                .expect(201);
        balance(4_000, 0);
    }

    @Test
    void a_hold_that_is_captured_whole_is_captured() {
        given.given(ben, customer, voucher(5_000));
        given.given(ben, customer, miles(300));
        Answer hold = held(purchase(customer, draw(4_000, "USD"), draw(300, "MILES")));
        Answer capture = capture(hold, "{}").expect(201);
        assertThat(capture.at("/lines")).hasSize(2);
        assertThat(read(hold).text("/state")).isEqualTo("captured");
    }

    @Test
    void a_hold_that_has_ended_counts_as_released_in_every_read_posted_or_not() {
        Answer credit = given.given(ben, customer, voucher(5_000));
        Answer hold = held(lasting(purchase(customer, draw(5_000, "USD")), "PT1H"));
        given.later(Duration.ofMinutes(59));
        balance(0, 5_000);
        Instant before = given.now();
        given.later(Duration.ofMinutes(1));
        balance(5_000, 0);
        Answer now = read(hold);
        assertThat(now.text("/state")).isEqualTo("ended");
        assertThat(now.text("/lines/0/released/display")).isEqualTo("USD 50.00");
        Api own = given.customer(customer);
        String one = "/v1/credits/" + credit.text("/credits/0/id");
        assertThat(own.get(one).expect(200).text("/available/display")).isEqualTo("USD 50.00");
        Answer then = own.get(path + "/balances?asOf=" + before).expect(200);
        assertThat(then.text("/balances/0/held/display")).isEqualTo("USD 50.00");
        assertThat(given.number("select count(*) from posting p join customer c on c.key = p.owner where c.number = '"
                        + customer + "' and from_kind = 'HELD'"))
                .isZero();
        capture(hold, "{}").problem(422, "hold_ended");
        balance(5_000, 0);
    }

    @Test
    void what_was_held_of_a_voided_credit_goes_on_to_funding() {
        Answer credit = given.given(ben, customer, voucher(5_000));
        Answer hold = held(purchase(customer, draw(3_000, "USD")));
        String id = credit.text("/credits/0/id");
        Answer voided = ben.api().post("/v1/credits/" + id + "/void", key(), "{\"reason\": \"A slip.\"}");
        assertThat(voided.expect(200).text("/notRecovered/display")).isEqualTo("USD 30.00");
        Answer release = release(hold).expect(200);
        assertThat(release.text("/lines/0/wentOn")).isEqualTo("funding");
        assertThat(release.text("/lines/0/state")).isEqualTo("voided");
    }

    @Test
    void a_credit_is_voided_though_all_of_it_is_held_and_gives_back_what_is_not_captured() {
        Answer credit = given.given(ben, customer, voucher(5_000));
        Answer hold = held(purchase(customer, draw(5_000, "USD")));
        String one = "/v1/credits/" + credit.text("/credits/0/id");
        assertThat(ben.api().get(one).expect(200).text("/state")).isEqualTo("held");
        Answer voided = ben.api()
                .post(one + "/void", key(), "{\"reason\": \"A slip.\"}")
                .expect(200);
        assertThat(voided.at("/voided/amount").asLong()).isZero();
        assertThat(voided.text("/notRecovered/display")).isEqualTo("USD 50.00");
        assertThat(ben.api().get(one).expect(200).text("/state")).isEqualTo("voided");
        capture(hold, usd(1_000)).expect(201);
        assertThat(release(hold).expect(200).text("/lines/0/wentOn")).isEqualTo("funding");
    }

    @Test
    void a_hold_is_refused_as_a_redemption_is_and_says_where() {
        Answer credit = given.given(ben, customer, voucher(5_000));
        held(purchase(customer, draw(5_000, "USD")));
        Answer refused = till.post("/v1/holds", key(), purchase(customer, drawOf(credit.text("/credits/0/id"))))
                .problem(422, "credit_used_up");
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/draw/0");
    }

    @Test
    void a_duration_is_from_a_second_to_a_week() {
        given.given(ben, customer, voucher(5_000));
        held(lasting(purchase(customer, draw(1, "USD")), "P7D"));
        held(lasting(purchase(customer, draw(1, "USD")), "P1DT2H3M4S"));
        for (String wrong :
                new String[] {"P", "PT", "PT0S", "P7DT1S", "P1W", "P1M", "-PT1M", "PT1.5S", "15", "pt15m"}) {
            Answer refused = till.bad()
                    .post("/v1/holds", key(), lasting(purchase(customer, draw(1, "USD")), wrong))
                    .problem(400, "invalid_value");
            assertThat(refused.text("/errors/0/pointer")).as(wrong).isEqualTo("/holdFor");
        }
    }

    @Test
    void a_partner_touches_only_its_own_holds() {
        given.given(ben, customer, voucher(5_000));
        Answer hold = held(purchase(customer, draw(4_000, "USD")));
        String at = "/v1/holds/" + hold.text("/id");
        Api other = given.partner("another-till", customer);
        other.get(at).problem(404, "not_found");
        other.post(at + "/captures", key(), "{}").problem(404, "not_found");
        other.post(at + "/release", key(), "{}").problem(404, "not_found");
        given.partner("hold-till", "M-other").get(at).problem(404, "not_found");
        given.as(Role.FINANCE).get(at).expect(200);
    }

    @Test
    void the_same_key_gets_the_same_answer() {
        given.given(ben, customer, voucher(5_000));
        String key = key();
        String body = purchase(customer, draw(4_000, "USD"));
        Answer first = till.post("/v1/holds", key, body).expect(201);
        capture(first, usd(100)).expect(201);
        Answer again = till.post("/v1/holds", key, body).expect(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(first.json());
        String capture = key();
        String at = "/v1/holds/" + first.text("/id") + "/captures";
        Answer one = till.post(at, capture, "{}").expect(201);
        assertThat(till.post(at, capture, "{}").expect(201).json()).isEqualTo(one.json());
    }

    @Test
    void a_statement_names_the_purchase_of_a_hold_and_of_all_that_follows() {
        given.given(ben, customer, voucher(5_000));
        Instant start = given.now();
        given.later(Duration.ofSeconds(1));
        Answer capture =
                capture(held(purchase(customer, draw(4_000, "USD"))), "{}").expect(201);
        till.post("/v1/redemptions/" + capture.text("/id") + "/reversals", key(), "{}")
                .expect(201);
        given.later(Duration.ofSeconds(1));
        Answer statement =
                given.customer(customer).get(path + "/statement?from=" + start).expect(200);
        assertThat(statement.at("/units/0/movements").findValuesAsText("purchase"))
                .containsExactly("ORDER-1", "ORDER-1", "ORDER-1");
    }

    @Test
    void what_was_held_of_a_refunded_credit_is_settled_by_time_as_by_a_release() {
        String owed = voucher(5_000).replaceFirst("}$", ", \"basis\": \"IN_LIEU\"}");
        for (boolean byTime : new boolean[] {false, true}) {
            String one = "/v1/credits/" + given.given(ben, customer, owed).text("/credits/0/id");
            Answer hold = held(purchase(customer, draw(3_000, "USD")));
            given.as(Role.FINANCE)
                    .post(one + "/void", key(), "{\"reason\": \"Refunded.\", \"refundReference\": \"REFUND-9\"}")
                    .expect(200);
            Instant start = given.now();
            given.later(Duration.ofSeconds(1));
            if (!byTime) {
                assertThat(release(hold).expect(200).text("/lines/0/wentOn")).isEqualTo("settlement");
            }
            given.later(Duration.ofMinutes(15));
            Answer statement = given.customer(customer)
                    .get(path + "/statement?from=" + start)
                    .expect(200);
            assertThat(statement.at("/units/0/movements").findValuesAsText("type"))
                    .containsExactly("release", "settlement");
        }
    }
}

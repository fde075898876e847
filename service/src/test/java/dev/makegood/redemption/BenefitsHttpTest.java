package dev.makegood.redemption;

import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Bodies;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import org.junit.jupiter.api.Test;

class BenefitsHttpTest {

    private final Given given = new Given();
    private final Person amy = given.agent("FRONTLINE");
    private final String customer = given.customer();
    private final Api till = given.partner("till", customer);

    private static String percent(int percent, long cap) {
        return """
                {"kind": "voucher", "benefit": {"type": "percent", "percent": %d, "cap": {"amount": %d, "unit": "USD"}}}
                """.formatted(percent, cap);
    }

    private static String restricted(String credit, String restrictions) {
        return credit.strip().replaceFirst("}$", ", \"restrictions\": {" + restrictions + "}}");
    }

    private static String item(String more) {
        return """
                {"kind": "voucher", "benefit": {"type": "item", "description": "A new pair of jeans",
                 "value": {"amount": 6000, "unit": "USD"}%s}}""".formatted(more);
    }

    private String purchase(String lines, long total, String... draws) {
        return """
                {"customer": "%s", "purchase": {"reference": "MOVE-1", "total": {"amount": %d, "unit": "USD"}%s},
                 "draw": [%s]}""".formatted(
                customer, total, lines.isEmpty() ? "" : ", \"lines\": [" + lines + "]", String.join(", ", draws));
    }

    private static String draw(String credit) {
        return "{\"credit\": \"" + credit + "\"}";
    }

    private String one(String credit) {
        return given.given(amy, customer, credit).text("/credits/0/id");
    }

    private Answer redeem(String body) {
        return till.post("/v1/redemptions", key(), body);
    }

    @Test
    void movers_who_never_came_are_15_percent_off_today_and_10_percent_off_next_time_under_one_claim() {
        Answer remedy = given.given(amy, customer, percent(15, 20_000), percent(10, 15_000));
        assertThat(remedy.text("/value/display")).isEqualTo("USD 150.00");
        assertThat(remedy.text("/claimNumber")).startsWith("CLM-");
        assertThat(remedy.text("/credits/0/amount/display")).isEqualTo("1 USE");
        assertThat(remedy.text("/credits/0/benefit/averageSpend/display")).isEqualTo("USD 600.00");

        Answer today =
                redeem(purchase("", 80_000, draw(remedy.text("/credits/0/id")))).expect(201);
        assertThat(today.text("/toPay/display")).isEqualTo("USD 680.00");
        Answer next = redeem(purchase("", 200_000, draw(remedy.text("/credits/1/id"))))
                .expect(201);
        assertThat(next.text("/toPay/display"))
                .as("10 %% is 200, the cap is 150")
                .isEqualTo("USD 1,850.00");
        redeem(purchase("", 80_000, draw(remedy.text("/credits/0/id")))).problem(422, "credit_used_up");
    }

    @Test
    void one_percentage_a_line_and_percentages_before_amounts() {
        String fifteen = one(percent(15, 20_000));
        String ten = one(percent(10, 15_000));
        String money = one(voucher(5_000));
        redeem(purchase("", 10_000, draw(fifteen), draw(ten))).problem(422, "not_combinable");
        String body = purchase(
                "{\"amount\": 10000, \"category\": \"MOVING\"}, {\"amount\": 2000}",
                12_000,
                draw(money),
                draw(fifteen));
        Answer answer = redeem(body).expect(201);
        assertThat(answer.text("/purchase/0/discount/amount")).isEqualTo("1500");
        assertThat(answer.text("/purchase/1/discount/amount")).isEqualTo("300");
        assertThat(answer.text("/toPay/display")).isEqualTo("USD 52.00");
        assertThat(answer.at("/lines")).hasSize(4);
    }

    @Test
    void asking_what_a_redemption_would_come_to_answers_alike_and_does_nothing() {
        String fifteen = one(percent(15, 20_000));
        String body = purchase("{\"amount\": 10001}", 10_001, draw(fifteen));
        long entries = given.number("select count(*) from journal");
        Answer asked = till.post("/v1/redemptions/validation", body).expect(200);
        assertThat(given.number("select count(*) from journal")).isEqualTo(entries);
        Answer done = redeem(body).expect(201);
        assertThat(asked.at("/lines")).isEqualTo(done.at("/lines"));
        assertThat(asked.at("/purchase")).isEqualTo(done.at("/purchase"));
        assertThat(asked.text("/toPay/amount")).as("rounded down").isEqualTo("8501");
        till.post("/v1/redemptions/validation", body).problem(422, "credit_used_up");
    }

    @Test
    void a_use_comes_back_with_the_last_of_its_discount() {
        String fifteen = one(percent(15, 20_000));
        Answer done = redeem(purchase("{\"amount\": 10000}, {\"amount\": 20000}", 30_000, draw(fifteen)))
                .expect(201);
        String reversals = "/v1/redemptions/" + done.text("/id") + "/reversals";
        int first = done.at("/lines/1/line").asInt();
        int second = done.at("/lines/2/line").asInt();
        Answer part = till.post(reversals, key(), "{\"lines\": [{\"line\": " + first + "}]}")
                .expect(201);
        assertThat(part.at("/lines")).hasSize(1);
        assertThat(part.text("/lines/0/amount/display")).isEqualTo("USD 15.00");
        till.post(reversals, key(), "{\"lines\": [{\"line\": " + first + "}]}").problem(422, "reversal_exceeds");
        till.post(reversals, key(), "{\"lines\": [{\"line\": 0}]}").problem(422, "reversal_exceeds");
        Answer rest = till.post(reversals, key(), "{\"lines\": [{\"line\": " + second + ", \"amount\": 3000}]}")
                .expect(201);
        assertThat(rest.at("/lines")).hasSize(2);
        assertThat(rest.text("/lines/1/amount/display")).isEqualTo("1 USE");
        assertThat(rest.text("/lines/1/state")).isEqualTo("active");
        redeem(purchase("", 1_000, draw(fifteen))).expect(201);
    }

    @Test
    void a_thing_covers_the_line_that_it_is() {
        String jeans = one(item(", \"sku\": \"JEANS-501\""));
        String without = purchase("{\"amount\": 7000, \"sku\": \"SHIRT-1\"}", 7_000, draw(jeans));
        redeem(without).problem(422, "not_applicable");
        Answer with = redeem(purchase(
                        "{\"amount\": 7000, \"sku\": \"SHIRT-1\"}, {\"amount\": 6500, \"sku\": \"JEANS-501\"}",
                        13_500,
                        draw(jeans)))
                .expect(201);
        assertThat(with.text("/purchase/1/covered/display")).isEqualTo("USD 65.00");
        assertThat(with.text("/toPay/display")).isEqualTo("USD 70.00");
        assertThat(given.number("select count(*) from credit where terms like '%JEANS%'"))
                .isZero();
    }

    @Test
    void restrictions_say_on_what_and_from_when_a_credit_may_be_spent() {
        String moving = one(restricted(voucher(5_000), "\"categories\": [\"MOVING\"]"));
        redeem(purchase("", 9_000, draw(moving))).problem(422, "not_applicable");
        redeem(purchase("{\"amount\": 3000, \"category\": \"MOVING\"}, {\"amount\": 6000}", 9_000, draw(moving)))
                .expect(201);
        redeem(Bodies.purchase(customer, Bodies.draw(1_000, "USD"))).problem(422, "insufficient_balance");

        String later = one(restricted(voucher(5_000), "\"validFrom\": \"2099-01-01T00:00:00Z\"")
                .replace("2099-01-01T00:00:00Z", given.now().plusSeconds(3600).toString()));
        assertThat(till.get("/v1/credits/" + later).text("/state")).isEqualTo("scheduled");
        redeem(purchase("", 9_000, draw(later))).problem(422, "credit_not_active");
        String alone = one(restricted(percent(10, 5_000), "\"combinable\": false"));
        redeem(purchase("", 9_000, draw(alone), draw(one(voucher(100))))).problem(422, "not_combinable");
        String least = one(restricted(percent(10, 5_000), "\"minimumSpend\": {\"amount\": 10000, \"unit\": \"USD\"}"));
        Answer no = redeem(purchase("", 9_000, draw(least))).problem(422, "below_minimum_spend");
        assertThat(no.text("/detail")).contains("USD 100.00");
        redeem(purchase("", 90_000, draw(least)).replace("USD", "EUR")).problem(422, "not_applicable");
    }

    @Test
    void more_than_remains_to_pay_is_refused_and_without_an_amount_no_more_is_taken() {
        String money = one(voucher(5_000));
        Answer no = redeem(purchase(
                        "", 3_000, Bodies.draw(1_000, "USD"), "{\"credit\": \"" + money + "\", \"amount\": 2500}"))
                .problem(422, "exceeds_purchase");
        assertThat(no.text("/errors/0/pointer")).isEqualTo("/draw/1");
        Answer some = redeem(purchase("", 3_000, draw(money))).expect(201);
        assertThat(some.text("/lines/0/amount/amount")).isEqualTo("3000");
        assertThat(some.text("/toPay/amount")).isEqualTo("0");
    }

    @Test
    void a_book_chosen_for_him_with_a_note_goes_to_somebody_who_is_not_a_customer_yet() {
        Answer remedy = given.given(amy, customer, """
                {"kind": "gift", "benefit": {"type": "gift", "description": "A field guide to ferns",
                 "value": {"amount": 3200, "unit": "USD"}, "supplier": "The corner bookshop", "tracking": "1Z-9",
                 "note": "We read your letter. This one made us think of you."}}""");
        assertThat(remedy.text("/credits/0/value/display")).isEqualTo("USD 32.00");
        assertThat(remedy.text("/headroom/incident/remaining/display")).isEqualTo("USD 118.00");
        String gift = remedy.text("/credits/0/id");
        assertThat(given.number("select count(*) from journal where command like '%ferns%'"))
                .isZero();
        Answer his = given.customer(customer).get("/v1/credits/" + gift).expect(200);
        assertThat(his.text("/texts/note")).startsWith("We read your letter.");
        Answer sent = redeem(purchase("", 3_200, draw(gift))).expect(201);
        assertThat(sent.text("/lines/0/amount/display")).isEqualTo("1 ITEM");
    }

    @Test
    void what_is_not_goodwill_lasts_five_years_at_least() {
        String body = voucher(5_000).replaceFirst("}$", ", \"basis\": \"IN_LIEU\", \"lasts\": \"P12M\"}");
        Answer no = amy.api()
                .post("/v1/remedies", key(), Bodies.remedy(given.delay(customer), body))
                .problem(422, "expiry_too_short");
        assertThat(no.text("/detail")).contains("60 months");
        Answer given60 = given.given(amy, customer, body.replace("P12M", "P60M"));
        assertThat(given60.text("/credits/0/basis")).isEqualTo("IN_LIEU");
        Answer meal = given.given(amy, customer, voucher(1_500).replaceFirst("}$", ", \"lasts\": \"PT24H\"}"));
        assertThat(meal.text("/credits/0/expiry/at"))
                .isEqualTo(java.time.Instant.parse(meal.text("/recordedAt"))
                        .plus(java.time.Duration.ofHours(24))
                        .toString());
        Answer bought = given.given(amy, customer, voucher(100).replaceFirst("}$", ", \"basis\": \"PURCHASED\"}"));
        assertThat(bought.at("/credits/0/expiry").has("at")).isFalse();
    }

    @Test
    void a_grant_that_makes_no_sense_is_refused_field_by_field() {
        String body = Bodies.remedy(given.delay(customer), """
                {"kind": "miles", "benefit": {"type": "percent", "percent": 101}, "lasts": "P1M"}""", """
                {"kind": "gift", "amount": {"amount": 1, "unit": "USD"}}""", """
                {"kind": "voucher", "amount": {"amount": 1, "unit": "USD"},
                 "restrictions": {"minimumSpend": {"amount": 1, "unit": "USD"}}}""");
        Answer no = amy.api().bad().post("/v1/remedies", key(), body).problem(400, "invalid_value");
        assertThat(no.at("/errors").findValuesAsText("pointer"))
                .contains(
                        "/credits/0/benefit/type",
                        "/credits/0/benefit/percent",
                        "/credits/0/lasts",
                        "/credits/1/benefit",
                        "/credits/2/restrictions/minimumSpend");
    }

    @Test
    void lines_must_sum_up_to_the_total() {
        redeem(purchase("{\"amount\": 10000}", 9_999, draw(one(voucher(100))))).problem(400, "invalid_value");
    }
}

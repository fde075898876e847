package dev.makegood.credit;

import static dev.makegood.given.Bodies.draw;
import static dev.makegood.given.Bodies.drawOf;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Bodies;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How credits with terms of their own are read: percentages, things, gifts, reimbursements and what is restricted. */
class TermsHttpTest {

    private static final String PERCENT = """
            {"kind": "voucher", "benefit": {"type": "percent", "percent": 15, "uses": 2,
             "cap": {"amount": 20000, "unit": "USD"}}}""";
    private static final String GIFT = """
            {"kind": "gift", "benefit": {"type": "gift", "description": "A field guide to ferns",
             "value": {"amount": 3200, "unit": "USD"}, "supplier": "The corner bookshop", "tracking": "1Z-9",
             "note": "This one made us think of you."}}""";
    private static final String RECEIPT = """
            {"kind": "reimbursement", "amount": {"amount": 6000, "unit": "USD"}}""";

    private final Given given = new Given();
    private final Person ben = given.agent("SUPERVISOR");
    private final String customer = given.customer();
    private final Api own = given.customer(customer);
    private final Api till = given.partner("till", customer);
    private final String path = "/v1/customers/" + customer;

    private static String restricted(String restrictions) {
        return voucher(5_000).replaceFirst("}$", ", \"restrictions\": {" + restrictions + "}}");
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        own.get(path + "/credits" + query)
                .expect(200)
                .at("/items")
                .forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    @Test
    void balances_count_what_a_draw_by_unit_takes_and_list_the_rest_by_kind() {
        given.given(ben, customer, voucher(1_000), restricted("\"categories\": [\"MOVING\"]"), RECEIPT, PERCENT, GIFT);
        Answer balances = own.get(path + "/balances").expect(200);
        assertThat(balances.text("/balances/0/unit")).isEqualTo("ITEM");
        assertThat(balances.at("/balances/0/available/amount").asLong()).isZero();
        assertThat(balances.text("/balances/0/others/0/kind")).isEqualTo("gift");
        assertThat(balances.at("/balances/0/others/0/available/amount").asLong())
                .isEqualTo(1);
        assertThat(balances.text("/balances/1/unit")).isEqualTo("USD");
        assertThat(balances.text("/balances/1/available/display")).isEqualTo("USD 10.00");
        assertThat(balances.at("/balances/1/expiring")).hasSize(1);
        assertThat(balances.text("/balances/1/expiring/0/amount/display")).isEqualTo("USD 10.00");
        assertThat(balances.text("/balances/1/others/0/kind")).isEqualTo("voucher");
        assertThat(balances.text("/balances/1/others/0/available/display")).isEqualTo("USD 50.00");
        assertThat(balances.text("/balances/1/others/1/kind")).isEqualTo("reimbursement");
        assertThat(balances.text("/balances/1/others/1/expiring/0/amount/display"))
                .isEqualTo("USD 60.00");
        assertThat(balances.text("/balances/2/unit")).isEqualTo("USE");
        assertThat(balances.at("/balances/2/available/amount").asLong()).isZero();
        assertThat(balances.text("/balances/2/others/0/available/display")).isEqualTo("2 USE");
        // It says exactly what can be drawn.
        own.post("/v1/redemptions", key(), Bodies.purchase(customer, draw(1_001, "USD")))
                .problem(422, "insufficient_balance");
        given.redeemed(own, customer, draw(1_000, "USD"));
    }

    @Test
    void a_percentage_that_was_used_is_one_credit_still_and_one_movement_of_a_use() {
        Instant start = given.now();
        Answer remedy = given.given(ben, customer, PERCENT);
        String percent = remedy.text("/credits/0/id");
        Answer used = given.redeemed(till, customer, drawOf(percent));
        assertThat(ids("")).containsExactly(percent);
        assertThat(ids("?kind=voucher&state=partly_redeemed")).containsExactly(percent);
        assertThat(ben.api()
                        .get("/v1/incidents/" + remedy.text("/incident"))
                        .expect(200)
                        .at("/credits"))
                .hasSize(1);
        Answer credit = own.get("/v1/credits/" + percent).expect(200);
        assertThat(credit.text("/benefit/percent")).isEqualTo("15");
        assertThat(credit.text("/benefit/cap/display")).isEqualTo("USD 200.00");
        assertThat(credit.text("/available/display")).isEqualTo("1 USE");
        assertThat(credit.at("/postings")).hasSize(2);
        till.post("/v1/redemptions/" + used.text("/id") + "/reversals", key(), "{}")
                .expect(201);
        Answer statement = own.get(path + "/statement?from=" + start).expect(200);
        assertThat(statement.at("/units")).hasSize(1);
        assertThat(statement.text("/units/0/unit")).isEqualTo("USE");
        assertThat(statement.at("/units/0/movements").findValuesAsText("type"))
                .containsExactly("issue", "redeem", "reversal");
        assertThat(statement.text("/units/0/movements/1/available/display")).isEqualTo("-1 USE");
        assertThat(statement.text("/units/0/closing/available/display")).isEqualTo("2 USE");
    }

    @Test
    void what_is_written_to_the_customer_is_read_by_the_customer_and_not_by_a_till() {
        String gift = "/v1/credits/" + given.given(ben, customer, GIFT).text("/credits/0/id");
        Answer read = own.get(gift).expect(200);
        assertThat(read.text("/benefit/type")).isEqualTo("gift");
        assertThat(read.text("/texts/description")).isEqualTo("A field guide to ferns");
        assertThat(read.text("/texts/note")).isEqualTo("This one made us think of you.");
        assertThat(ben.api().get(gift).text("/texts/supplier")).isEqualTo("The corner bookshop");
        Answer seen = till.get(gift).expect(200);
        assertThat(seen.text("/texts/description")).isEqualTo("A field guide to ferns");
        assertThat(seen.at("/texts").has("note")).isFalse();
        assertThat(seen.at("/texts").has("supplier")).isFalse();
        String plain = given.given(ben, customer, voucher(100)).text("/credits/0/id");
        assertThat(own.get("/v1/credits/" + plain).json().has("texts")).isFalse();
    }

    @Test
    void a_credit_whose_time_has_not_come_is_scheduled() {
        Instant from = given.now().plus(Duration.ofDays(2));
        String later = given.given(ben, customer, restricted("\"validFrom\": \"" + from + "\""))
                .text("/credits/0/id");
        Instant before = given.now();
        assertThat(ids("?state=scheduled")).containsExactly(later);
        assertThat(ids("?state=active")).isEmpty();
        Answer credit = own.get("/v1/credits/" + later).expect(200);
        assertThat(credit.text("/state")).isEqualTo("scheduled");
        assertThat(credit.text("/restrictions/validFrom")).isEqualTo(from.toString());
        given.later(Duration.ofDays(2));
        assertThat(ids("?state=active")).containsExactly(later);
        assertThat(ids("?state=scheduled")).isEmpty();
        assertThat(ids("?state=scheduled&asOf=" + before)).containsExactly(later);
    }

    @Test
    void what_is_blocked_is_still_the_customers_but_no_draw_by_unit_takes_it() {
        Instant start = given.now();
        String blocked = given.given(ben, customer, voucher(1_000)).text("/credits/0/id");
        given.given(ben, customer, voucher(300));
        ben.api()
                .post("/v1/credits/" + blocked + "/block", key(), "{\"reason\": \"The code was read out.\"}")
                .expect(200);
        Answer balances = own.get(path + "/balances").expect(200);
        assertThat(balances.text("/balances/0/available/display")).isEqualTo("USD 3.00");
        assertThat(balances.text("/balances/0/others/0/available/display")).isEqualTo("USD 10.00");
        own.post("/v1/redemptions", key(), Bodies.purchase(customer, draw(301, "USD")))
                .problem(422, "insufficient_balance");
        assertThat(ids("?state=blocked")).containsExactly(blocked);
        Answer statement = own.get(path + "/statement?from=" + start).expect(200);
        assertThat(statement.text("/units/0/closing/available/display")).isEqualTo("USD 13.00");
    }
}

package dev.makegood.credit;

import static dev.makegood.given.Bodies.credit;
import static dev.makegood.given.Bodies.draw;
import static dev.makegood.given.Bodies.miles;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Bodies;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreditHttpTest {

    private static final String SLIP = "{\"reason\": \"Given to the wrong customer.\"}";

    private final Given given = new Given();
    private final Person ben = given.agent("SUPERVISOR");
    private final String customer = given.customer();
    private final Api till = given.partner("till", customer);

    @Test
    void a_credit_tells_its_history_and_its_values_to_those_who_may_see_them() {
        Answer remedy = given.given(ben, customer, miles(6_000));
        String id = remedy.text("/credits/0/id");
        Answer redeemed = given.redeemed(till, customer, draw(2_500, "MILES"));
        till.post("/v1/redemptions/" + redeemed.text("/id") + "/reversals", key(), "{}")
                .expect(201);
        Answer read = ben.api().get("/v1/credits/" + id).expect(200);
        assertThat(read.text("/state")).isEqualTo("active");
        assertThat(read.text("/remedy")).isEqualTo(remedy.text("/id"));
        assertThat(read.text("/incident")).isEqualTo(remedy.text("/incident"));
        assertThat(read.text("/values/customer/display")).isEqualTo("USD 78.00");
        assertThat(read.text("/values/fair/display")).isEqualTo("USD 66.00");
        assertThat(read.text("/values/expectedCost/display")).isEqualTo("USD 42.00");
        List<String> types = new ArrayList<>();
        read.at("/postings").forEach(posting -> types.add(posting.path("type").asText()));
        assertThat(types).containsExactly("issue", "redeem", "reversal");
        assertThat(read.at("/postings/1/available/amount").asLong()).isEqualTo(3_500);
        Answer own = given.customer(customer).get("/v1/credits/" + id).expect(200);
        assertThat(own.json().has("values")).isFalse();
        given.customer(given.customer()).get("/v1/credits/" + id).problem(404, "not_found");
        ben.api().get("/v1/credits/crd_01m7yb5c1hemq8k9w39qsaekf4").problem(404, "not_found");
    }

    @Test
    void a_void_takes_back_what_is_left_and_says_what_is_not() {
        Answer remedy = given.given(ben, customer, miles(6_000));
        String path = "/v1/credits/" + remedy.text("/credits/0/id");
        given.redeemed(till, customer, draw(2_500, "MILES"));
        String key = key();
        Answer voided = ben.api().post(path + "/void", key, SLIP).expect(200);
        assertThat(voided.text("/voided/display")).isEqualTo("3,500 MILES");
        assertThat(voided.text("/notRecovered/display")).isEqualTo("2,500 MILES");
        assertThat(voided.text("/restored/display")).isEqualTo("USD 45.50");
        Answer replayed = ben.api().post(path + "/void", key, SLIP).expect(200);
        assertThat(replayed.json()).isEqualTo(voided.json());
        assertThat(replayed.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(ben.api().get(path).text("/state")).isEqualTo("voided");
        Answer no = ben.api().post(path + "/void", key(), SLIP).problem(422, "credit_voided");
        assertThat(no.text("/credit")).isEqualTo(remedy.text("/credits/0/id"));
        till.post("/v1/redemptions", key(), Bodies.purchase(customer, draw(1, "MILES")))
                .problem(422, "insufficient_balance");
        Answer headroom = ben.api().get("/v1/agents/me/headroom?incident=" + remedy.text("/claimNumber"));
        assertThat(headroom.text("/incident/used/display")).isEqualTo("USD 32.50");
        assertThat(headroom.text("/day/used/display")).isEqualTo("USD 32.50");
    }

    @Test
    void only_the_giver_and_finance_take_back() {
        Answer remedy = given.given(ben, customer, voucher(2_000), voucher(3_000));
        String path = "/v1/credits/" + remedy.text("/credits/0/id") + "/void";
        given.agent("SUPERVISOR").api().post(path, key(), SLIP).problem(422, "not_the_giver");
        till.post(path, key(), SLIP).problem(403, "forbidden");
        given.as(Role.FINANCE).post(path, key(), SLIP).expect(200);
        given.redeemed(till, customer, draw(3_000, "USD"));
        ben.api()
                .post("/v1/credits/" + remedy.text("/credits/1/id") + "/void", key(), SLIP)
                .problem(422, "credit_used_up");
        ben.api()
                .post("/v1/credits/crd_01m7yb5c1hemq8k9w39qsaekf4/void", key(), SLIP)
                .problem(404, "not_found");
        given.later(Duration.ofDays(1));
        String passed = given.given(ben, customer, voucher(100)).text("/credits/0/id");
        given.later(Duration.ofDays(400));
        ben.api().post("/v1/credits/" + passed + "/void", key(), SLIP).problem(422, "credit_expired");
    }

    @Test
    void a_customers_credits_are_listed_newest_first_by_kind_state_and_incident() {
        Answer first = given.given(ben, customer, voucher(1_000));
        Answer second = given.given(ben, customer, miles(300));
        Answer third = given.given(ben, customer, credit("gift_certificate", 700, "USD"));
        String voucher = first.text("/credits/0/id");
        String miles = second.text("/credits/0/id");
        String certificate = third.text("/credits/0/id");
        given.redeemed(till, customer, draw(300, "MILES"));
        assertThat(ids("")).containsExactly(certificate, miles, voucher);
        assertThat(ids("?kind=miles")).containsExactly(miles);
        assertThat(ids("?state=active")).containsExactly(certificate, voucher);
        assertThat(ids("?state=redeemed")).containsExactly(miles);
        assertThat(ids("?incident=" + first.text("/claimNumber"))).containsExactly(voucher);
        assertThat(ids("?incident=" + third.text("/incident"))).containsExactly(certificate);
        assertThat(ids("?incident=inc_01m7yb5c1hemq8k9w39qsaekf4")).isEmpty();
        Answer page = till.get("/v1/customers/" + customer + "/credits?limit=2").expect(200);
        String next = page.header("Link");
        assertThat(till.get(next.substring(1, next.indexOf('>'))).text("/items/0/id"))
                .isEqualTo(voucher);
        given.later(Duration.ofDays(380));
        assertThat(ids("?state=expired")).containsExactly(voucher);
        till.get("/v1/customers/nobody-knows-them/credits").problem(404, "not_found");
        ben.api().get("/v1/customers/nobody-knows-them/credits").problem(404, "not_found");
        ben.api().bad().get("/v1/customers/" + customer + "/credits?state=gone").problem(400, "invalid_value");
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        till.get("/v1/customers/" + customer + "/credits" + query)
                .expect(200)
                .at("/items")
                .forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }
}

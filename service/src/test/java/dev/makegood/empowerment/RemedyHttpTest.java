package dev.makegood.empowerment;

import static dev.makegood.given.Bodies.credit;
import static dev.makegood.given.Bodies.miles;
import static dev.makegood.given.Bodies.remedy;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.contract.Answer;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Role;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RemedyHttpTest {

    private static final int CALLERS = 100;

    private final Given given = new Given();
    private final Person amy = given.agent("FRONTLINE");

    @Test
    void a_broken_suitcase_is_made_good_in_one_call() {
        String customer = given.customer();
        String body = remedy(given.delay(customer, "BOOKING-1"), voucher(12_000), miles(1_000));
        Answer remedy = amy.api().post("/v1/remedies", key(), body).expect(201);
        assertThat(remedy.header("Location")).endsWith("/v1/remedies/" + remedy.text("/id"));
        assertThat(remedy.text("/claimNumber")).startsWith("CLM-");
        assertThat(remedy.text("/customer")).isEqualTo(customer);
        assertThat(remedy.text("/givenBy")).isEqualTo(amy.id());
        assertThat(remedy.text("/credits/0/kind")).isEqualTo("voucher");
        assertThat(remedy.text("/credits/1/amount/display")).isEqualTo("1,000 MILES");
        assertThat(remedy.text("/value/display")).isEqualTo("USD 133.00");
        assertThat(remedy.text("/headroom/incident/remaining/display")).isEqualTo("USD 17.00");
        assertThat(remedy.text("/headroom/day/used/display")).isEqualTo("USD 133.00");
        assertThat(remedy.text("/headroom/month/remaining/display")).isEqualTo("USD 5,867.00");
        assertThat(amy.api().get("/v1/incidents/" + remedy.text("/incident")).text("/claimNumber"))
                .isEqualTo(remedy.text("/claimNumber"));
    }

    @Test
    void seven_hours_on_the_ground_are_6000_miles_worth_78_dollars() {
        String claim = given.opened(amy, given.customer()).text("/claimNumber");
        Answer remedy = amy.api()
                .post("/v1/remedies", key(), remedy(claim, miles(6_000)))
                .expect(201);
        assertThat(remedy.text("/claimNumber")).isEqualTo(claim);
        assertThat(remedy.text("/credits/0/value/display")).isEqualTo("USD 78.00");
        assertThat(remedy.text("/credits/0/basis")).isEqualTo("GOODWILL");
    }

    @Test
    void over_a_limit_nothing_is_given_and_the_answer_says_what_is_left_and_who_may_approve() {
        String customer = given.customer();
        String incident = given.opened(amy, customer).text("/id");
        amy.api().post("/v1/remedies", key(), remedy(incident, voucher(4_000))).expect(201);
        String key = key();
        String over = remedy(incident, voucher(15_000));
        Answer no = amy.api().post("/v1/remedies", key, over).problem(422, "limit_exceeded");
        assertThat(no.text("/window")).isEqualTo("incident");
        assertThat(no.text("/limit/display")).isEqualTo("USD 150.00");
        assertThat(no.text("/used/display")).isEqualTo("USD 40.00");
        assertThat(no.text("/remaining/display")).isEqualTo("USD 110.00");
        assertThat(no.text("/requested/display")).isEqualTo("USD 150.00");
        assertThat(no.text("/mayApprove/0")).isEqualTo("SUPERVISOR");
        assertThat(no.text("/detail"))
                .isEqualTo("USD 150.00 is the limit for one incident, and USD 110.00 of it is left.");
        assertThat(no.text("/errors/0/pointer")).isEqualTo("/credits");
        Answer again = amy.api().post("/v1/remedies", key, over).problem(422, "limit_exceeded");
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.at("/remaining")).isEqualTo(no.at("/remaining"));
        assertThat(amy.api().get("/v1/incidents/" + incident).text("/value/display"))
                .isEqualTo("USD 40.00");
        Person ben = given.agent("SUPERVISOR");
        ben.api().post("/v1/remedies", key(), over).expect(201);
    }

    @Test
    void same_key_gives_the_same_answer_and_gives_nothing_twice() {
        String customer = given.customer();
        String key = key();
        String body = remedy(given.delay(customer), voucher(2_000));
        Answer first = amy.api().post("/v1/remedies", key, body).expect(201);
        Answer second = amy.api().post("/v1/remedies", key, "  " + body).expect(201);
        assertThat(second.json()).isEqualTo(Answer.withheld(first.json()));
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        amy.api()
                .post("/v1/remedies", key, remedy(given.delay(customer), voucher(2_001)))
                .problem(422, "idempotency_key_reused");
        // The key belongs to its principal.
        given.agent("FRONTLINE").api().post("/v1/remedies", key, body).expect(201);
    }

    @Test
    void read_again_it_is_what_was_answered() {
        Answer granted = given.given(amy, given.customer(), voucher(2_000), credit("gift_certificate", 1_000, "USD"));
        String path = "/v1/remedies/" + granted.text("/id");
        Answer read = given.as(Role.FINANCE).get(path).expect(200);
        assertThat(read.json()).isEqualTo(Answer.withheld(granted.json()));
        amy.api().header("If-None-Match", read.header("ETag")).get(path).expect(304);
        // Later giving and taking back change nothing of it.
        amy.api()
                .post("/v1/credits/" + granted.text("/credits/0/id") + "/void", key(), "{\"reason\": \"A slip.\"}")
                .expect(200);
        assertThat(amy.api().get(path).json()).isEqualTo(read.json());
        amy.api().get("/v1/remedies/rem_01m7yb5c1hemq8k9w39qsaekf4").problem(404, "not_found");
        String opened = given.opened(amy, given.customer()).text("/id");
        amy.api().get("/v1/remedies/rem_" + opened.substring(4)).problem(404, "not_found");
    }

    @Test
    void incidents_that_are_not_known_are_refused_and_known_ones_conflict() {
        amy.api()
                .post("/v1/remedies", key(), remedy("inc_01m7yb5c1hemq8k9w39qsaekf4", voucher(1_000)))
                .problem(422, "unknown_incident");
        String customer = given.customer();
        Answer opened = given.opened(amy, customer, "PNR-9");
        Answer conflict = amy.api()
                .post("/v1/remedies", key(), remedy(given.delay(customer, "PNR-9"), voucher(1_000)))
                .problem(409, "incident_exists");
        assertThat(conflict.text("/incident")).isEqualTo(opened.text("/id"));
    }

    @Test
    void only_those_who_give_may_give() {
        String body = remedy(given.delay(given.customer()), voucher(1_000));
        given.as(Role.FINANCE).post("/v1/remedies", key(), body).problem(403, "forbidden");
        given.customer("C-1").post("/v1/remedies", key(), body).problem(403, "forbidden");
        given.as(Role.AGENT).post("/v1/remedies", key(), body).problem(403, "unknown_agent");
    }

    /** Sums that no limit forbids must be amounts all the same: of what a giver used, and of what a customer holds. */
    @Test
    void what_adds_up_to_no_amount_over_several_remedies_is_refused() {
        String most = voucher(9_007_199_254_740_991L);
        given.level("BOUNDLESS", List.of(), null, null, null);
        Person boundless = given.agent("BOUNDLESS");
        String customer = given.customer();
        boundless
                .api()
                .post("/v1/remedies", key(), remedy(given.delay(customer), most))
                .expect(201);
        String more = remedy(given.delay(given.customer()), voucher(1));
        boundless.api().post("/v1/remedies", key(), more).problem(422, "value_out_of_range");
        String tooMuch = remedy(given.delay(customer), voucher(1));
        given.agent("BOUNDLESS").api().post("/v1/remedies", key(), tooMuch).problem(422, "value_out_of_range");
    }

    /** A person and a rule may have one name; a token for the one is none for the other. */
    @Test
    void a_role_acts_only_as_itself() {
        given.named(Role.SYSTEM, amy.subject())
                .post("/v1/remedies", key(), remedy(given.delay(given.customer()), voucher(100)))
                .problem(403, "unknown_agent");
    }

    /** Each is an amount, and the sum is none; it could not be told in an answer. */
    @Test
    void credits_whose_values_add_up_to_no_amount_are_refused() {
        String most = voucher(9_007_199_254_740_991L);
        given.level("BOUNDLESS", List.of(), null, null, null);
        Person boundless = given.agent("BOUNDLESS");
        String body = remedy(given.delay(given.customer()), most, voucher(1));
        boundless.api().post("/v1/remedies", key(), body).problem(422, "value_out_of_range");
        amy.api().post("/v1/remedies", key(), body).problem(422, "value_out_of_range");
    }

    @Test
    void a_hundred_at_once_with_one_key_get_one_answer() throws Exception {
        String key = key();
        String body = remedy(given.delay(given.customer()), voucher(100));
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        Set<JsonNode> bodies = new HashSet<>();
        int fresh = 0;
        try {
            Callable<Answer> call = () -> amy.api().post("/v1/remedies", key, body);
            for (Future<Answer> answer : callers.invokeAll(Collections.nCopies(CALLERS, call))) {
                Answer remedy = answer.get().expect(201);
                bodies.add(Answer.withheld(remedy.json()));
                fresh += remedy.headers().firstValue("Idempotent-Replayed").isPresent() ? 0 : 1;
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(bodies).hasSize(1);
        assertThat(fresh).isOne();
        assertThat(given.number("select count(*) from journal where actor = '"
                        + AgentId.parse(amy.id()).value() + "'"))
                .isOne();
    }
}

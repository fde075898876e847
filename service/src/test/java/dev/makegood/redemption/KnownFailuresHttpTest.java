package dev.makegood.redemption;

import static dev.makegood.given.Bodies.draw;
import static dev.makegood.given.Bodies.drawOf;
import static dev.makegood.given.Bodies.purchase;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What other systems have got wrong with a customer's credits, each as a sentence of what happens here instead. */
class KnownFailuresHttpTest {

    private static final int AT_ONCE = 8;

    private final Given given = new Given();
    private final Person ben = given.agent("SUPERVISOR");
    private final String customer = given.customer();
    private final Api till = given.partner("careful-till", customer);

    private String one(String credit) {
        return given.given(ben, customer, credit).text("/credits/0/id");
    }

    private Answer redeem(String... draws) {
        return till.post("/v1/redemptions", key(), purchase(customer, draws));
    }

    private Answer giveBack(Answer redemption) {
        return till.post("/v1/redemptions/" + redemption.text("/id") + "/reversals", key(), "{}");
    }

    private Answer credit(String id) {
        return ben.api().get("/v1/credits/" + id).expect(200);
    }

    private static String some(String credit, long amount) {
        return "{\"credit\": \"" + credit + "\", \"amount\": " + amount + "}";
    }

    private static List<Integer> atOnce(Callable<Answer> call) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> answer : callers.invokeAll(Collections.nCopies(AT_ONCE, call))) {
                statuses.add(answer.get().status());
            }
            return statuses;
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void tills_that_spend_the_same_at_once_spend_it_once() throws Exception {
        String credit = one(voucher(2_000));
        assertThat(atOnce(() -> redeem(some(credit, 2_000))))
                .containsOnlyOnce(201)
                .containsOnly(201, 422);
        assertThat(credit(credit).text("/available/amount")).isEqualTo("0");
    }

    @Test
    void tills_that_give_the_same_back_at_once_give_it_back_once() throws Exception {
        String credit = one(voucher(2_000));
        Answer redemption = redeem(some(credit, 1_500)).expect(201);
        assertThat(atOnce(() -> giveBack(redemption))).containsOnlyOnce(201).containsOnly(201, 422);
        assertThat(credit(credit).text("/available/amount")).isEqualTo("2000");
        giveBack(redemption).problem(422, "reversal_exceeds");
    }

    @Test
    void a_cancelled_purchase_gives_the_use_of_a_percentage_back() {
        String percent = one("""
                {"kind": "voucher", "benefit": {"type": "percent", "percent": 15,
                 "cap": {"amount": 20000, "unit": "USD"}}}""");
        Answer redemption = redeem(drawOf(percent)).expect(201);
        redeem(drawOf(percent)).problem(422, "credit_used_up");
        giveBack(redemption).expect(201);
        redeem(drawOf(percent)).expect(201);
    }

    @Test
    void an_expiry_takes_what_is_left_of_its_own_credit_and_of_no_other() {
        String soon = one(voucher(2_000).replaceFirst("}$", ", \"lasts\": \"P30D\"}"));
        String late = one(voucher(3_000));
        redeem(draw(1_200, "USD")).expect(201);
        redeem(some(late, 500)).expect(201);
        given.later(Duration.ofDays(32));
        assertThat(credit(soon).text("/state")).isEqualTo("expired");
        Answer balances =
                ben.api().get("/v1/customers/" + customer + "/balances").expect(200);
        assertThat(balances.text("/balances/0/available/display")).isEqualTo("USD 25.00");
        redeem(some(late, 2_500)).expect(201);
    }

    @Test
    void a_transfer_keeps_the_date() {
        String credit = one("{\"kind\": \"gift_certificate\", \"lasts\": \"P30D\", \"amount\":"
                + " {\"amount\": 2000, \"unit\": \"USD\"}}");
        String receiver = given.customer();
        String date = credit(credit).text("/expiry/at");
        given.later(Duration.ofDays(20));
        Answer done = given.customer(customer)
                .post("/v1/credits/" + credit + "/transfer", key(), "{\"to\": \"" + receiver + "\"}")
                .expect(201);
        Answer told = given.customer(receiver)
                .get("/v1/transfers/" + done.text("/id"))
                .expect(200);
        assertThat(credit(told.text("/received")).text("/expiry/at")).isEqualTo(date);
    }

    @Test
    void what_comes_back_lasts_thirty_days_and_what_was_spent_in_that_time_ends_and_says_so() {
        String credit = one(voucher(2_000));
        Answer first = redeem(drawOf(credit)).expect(201);
        given.later(Duration.ofDays(400));
        assertThat(giveBack(first).expect(201).text("/lines/0/state")).isEqualTo("grace");
        Answer inGrace = redeem(drawOf(credit)).expect(201);
        given.later(Duration.ofDays(40));
        Answer back = giveBack(inGrace).expect(201);
        assertThat(back.text("/lines/0/wentOn")).isEqualTo("expired");
        assertThat(credit(credit).text("/available/amount")).isEqualTo("0");
    }

    @Test
    void asking_for_more_than_there_is_is_refused_and_takes_nothing() {
        String credit = one(voucher(2_000));
        Answer refused = redeem(draw(2_001, "USD")).problem(422, "insufficient_balance");
        assertThat(refused.text("/available/display")).isEqualTo("USD 20.00");
        assertThat(credit(credit).text("/available/amount")).isEqualTo("2000");
    }

    @Test
    void nothing_changes_what_a_credit_was_given_with() {
        String credit = one(voucher(2_000));
        given.customer(customer)
                .post("/v1/credits/" + credit + "/extension", key(), "{}")
                .expect(200);
        redeem(some(credit, 500)).expect(201);
        Answer now = credit(credit);
        assertThat(now.text("/amount/amount")).isEqualTo("2000");
        assertThat(now.text("/postings/0/amount/amount")).isEqualTo("2000");
        ben.api()
                .bad()
                .put("/v1/credits/" + credit, key(), "{\"amount\": 5000}")
                .problem(405, "method_not_allowed");
    }

    @Test
    void a_code_that_was_used_keeps_its_remainder() {
        Answer remedy = given.given(ben, customer, voucher(2_000));
        String code = "{\"code\": \"" + remedy.text("/credits/0/code") + "\"";
        redeem(code + ", \"amount\": 700}").expect(201);
        Answer rest = redeem(code + "}").expect(201);
        assertThat(rest.text("/lines/0/amount/display")).isEqualTo("USD 13.00");
    }

    @Test
    void a_code_that_is_used_up_and_one_that_never_was_are_answered_alike() {
        Answer remedy = given.given(ben, customer, voucher(2_000));
        String code = remedy.text("/credits/0/code");
        redeem("{\"code\": \"" + code + "\"}").expect(201);
        Set<JsonNode> told = new HashSet<>();
        for (String tried : List.of(code, "MG-7K3M-9QXT-4HNP-ZR5W-0")) {
            JsonNode answer = given.partner("probing-till", "*")
                    .post("/v1/codes/lookup", "{\"code\": \"" + tried + "\"}")
                    .problem(422, "code_not_accepted")
                    .json()
                    .deepCopy();
            ((ObjectNode) answer).remove("traceId");
            told.add(answer);
        }
        assertThat(told).hasSize(1);
    }

    @Test
    void a_filter_that_nobody_knows_is_an_error_and_no_empty_list() {
        one(voucher(2_000));
        ben.api()
                .bad()
                .get("/v1/customers/" + customer + "/credits?status=active")
                .problem(400, "unknown_filter");
    }

    @Test
    void the_same_asked_at_once_is_answered_alike_or_a_conflict_and_never_a_fault() throws Exception {
        one(voucher(2_000));
        String key = key();
        String body = purchase(customer, draw(2_000, "USD"));
        assertThat(atOnce(() -> till.post("/v1/redemptions", key, body)))
                .contains(201)
                .isSubsetOf(201, 409);
    }

    /** An event is a row of the transaction that it tells of, so a crash in between cannot lose it. */
    @Test
    void whatever_was_done_has_its_event() {
        String credit = one(voucher(2_000));
        giveBack(redeem(some(credit, 700)).expect(201)).expect(201);
        String done = "select count(*) from journal j join customer c on c.key = j.owner"
                + " left join outbox o on o.id = j.id where c.number = '" + customer + "' and j.outcome = 'accepted'";
        assertThat(given.number(done)).isGreaterThanOrEqualTo(3);
        assertThat(given.number(done + " and o.id is null")).isZero();
    }
}

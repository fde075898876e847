package dev.makegood.finance;

import static dev.makegood.given.Bodies.draw;
import static dev.makegood.given.Bodies.miles;
import static dev.makegood.given.Bodies.remedy;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class FinanceHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Given given = new Given();
    private final Person amy = given.agent("FRONTLINE");
    private final Api finance = given.as(Role.FINANCE);

    @Test
    void a_remedy_stands_in_the_journal_whole() {
        String customer = given.customer();
        Answer remedy = given.given(amy, customer, miles(6_000), voucher(1_000));
        String id = "jrn_" + remedy.text("/id").substring("rem_".length());
        Answer entry = finance.get("/v1/journal/" + id).expect(200);
        assertThat(entry.text("/command")).isEqualTo("issue_remedy");
        assertThat(entry.text("/outcome")).isEqualTo("accepted");
        assertThat(entry.text("/actor/role")).isEqualTo("agent");
        assertThat(entry.text("/actor/agent")).isEqualTo(amy.id());
        assertThat(entry.text("/actor/subject")).isEqualTo(amy.subject());
        assertThat(entry.text("/customer")).isEqualTo(customer);
        assertThat(entry.text("/incident")).isEqualTo(remedy.text("/incident"));
        assertThat(entry.text("/postings/0/type")).isEqualTo("issue");
        assertThat(entry.text("/postings/0/from/type")).isEqualTo("funding");
        assertThat(entry.text("/postings/0/from/costCentre")).isEqualTo(entry.text("/costCentre"));
        assertThat(entry.text("/postings/0/to/credit")).isEqualTo(remedy.text("/credits/0/id"));
        assertThat(entry.text("/postings/1/amount/display")).isEqualTo("USD 10.00");
        assertThat(texts(entry.at("/usage"), "/window")).containsExactly("incident", "day", "month");
        assertThat(texts(entry.at("/usage"), "/value/display")).containsOnly("USD 88.00");
        assertThat(entry.text("/usage/0/limit/display")).isEqualTo("USD 150.00");
        assertThat(entry.text("/usage/1/total/display")).isEqualTo("USD 88.00");
        finance.header("If-None-Match", entry.header("ETag"))
                .get("/v1/journal/" + id)
                .expect(304);
    }

    @Test
    void what_an_auditor_filters_by_is_what_they_get() {
        String customer = given.customer();
        Instant start = given.now();
        Answer remedy = given.given(amy, customer, voucher(4_000));
        String incident = remedy.text("/incident");
        amy.api().post("/v1/remedies", key(), remedy(incident, voucher(14_000))).problem(422, "limit_exceeded");
        given.redeemed(given.partner("till", customer), customer, draw(1_500, "USD"));
        String credit = remedy.text("/credits/0/id");
        amy.api()
                .post("/v1/credits/" + credit + "/void", key(), "{\"reason\": \"mistake\"}")
                .expect(200);
        Api auditor = given.as(Role.AUDITOR);
        Answer all = await(auditor, "/v1/journal?customer=" + customer, 4);
        assertThat(texts(all.at("/items"), "/command"))
                .containsExactly("issue_remedy", "issue_remedy", "redeem", "void_credit");
        assertThat(texts(all.at("/items"), "/outcome")).containsExactly("accepted", "refused", "accepted", "accepted");
        assertThat(all.text("/items/1/code")).isEqualTo("limit_exceeded");
        assertThat(all.at("/items/1/postings")).isEmpty();
        assertThat(all.text("/items/2/postings/0/to/partner")).isEqualTo("till");
        assertThat(all.text("/items/3/postings/0/type")).isEqualTo("void");
        assertThat(texts(all.at("/items/3/usage"), "/value/display")).containsOnly("USD -25.00");
        assertThat(all.text("/items/3/usage/0/total/display")).isEqualTo("USD 15.00");
        assertThat(count(auditor, "agent=" + amy.id())).isEqualTo(3);
        assertThat(count(auditor, "agent=" + amy.id() + "&outcome=refused")).isEqualTo(1);
        assertThat(count(auditor, "incident=" + incident)).isEqualTo(3);
        assertThat(count(auditor, "incident=" + remedy.text("/claimNumber"))).isEqualTo(3);
        assertThat(count(auditor, "customer=" + customer + "&from=" + start)).isEqualTo(4);
        assertThat(count(auditor, "customer=" + customer + "&to=" + start)).isZero();
        String centre = all.text("/items/0/costCentre");
        assertThat(count(auditor, "costCentre=" + centre + "&customer=" + customer))
                .isEqualTo(3);
        assertThat(count(auditor, "customer=nobody")).isZero();
        assertThat(count(auditor, "incident=CLM-2020-0000001-0")).isZero();
    }

    @Test
    void pages_lead_through_the_whole_list() {
        String customer = given.customer();
        for (int i = 0; i < 5; i++) {
            given.given(amy, customer, miles(100));
        }
        Answer whole = await(finance, "/v1/journal?customer=" + customer, 5);
        List<String> paged = new ArrayList<>();
        Answer page = finance.get("/v1/journal?limit=2&customer=" + customer).expect(200);
        while (page.json().has("next")) {
            paged.addAll(texts(page.at("/items"), "/id"));
            assertThat(page.header("Link")).contains("rel=\"next\"");
            page = finance.get("/v1/journal?limit=2&customer=" + customer + "&cursor=" + page.text("/next"))
                    .expect(200);
        }
        paged.addAll(texts(page.at("/items"), "/id"));
        assertThat(paged).isEqualTo(texts(whole.at("/items"), "/id"));
    }

    @Test
    void accounts_sum_to_zero_and_move_with_the_ledger() throws SQLException {
        long before = outstanding("voucher", "USD");
        given.given(amy, given.customer(), voucher(2_345));
        assertThat(outstanding("voucher", "USD")).isEqualTo(before + 2_345);
        Answer accounts = finance.get("/v1/accounts").expect(200);
        long own = 0;
        for (JsonNode account : accounts.at("/accounts")) {
            own += account.at("/balance/unit").asText().equals("USD")
                    ? account.at("/balance/amount").asLong()
                    : 0;
        }
        long customers = 0;
        for (JsonNode kind : accounts.at("/outstanding")) {
            if (kind.at("/unit").asText().equals("USD")) {
                customers += kind.at("/available/amount").asLong()
                        + kind.at("/held/amount").asLong();
            }
        }
        assertThat(own + customers).isZero();
        try (Connection reader = given.service().database().reader()) {
            assertThat(Check.run(reader).findings()).isEmpty();
        }
    }

    @Test
    void a_filter_that_nobody_knows_is_an_error_and_so_is_one_that_cannot_be() {
        finance.bad().get("/v1/journal?costcentre=x").problem(400, "unknown_filter");
        finance.bad().get("/v1/journal?outcome=perhaps").problem(400, "invalid_value");
        finance.bad().get("/v1/journal?agent=amy").problem(400, "invalid_value");
        finance.bad().get("/v1/journal?from=yesterday").problem(400, "invalid_value");
        finance.bad().get("/v1/journal?cursor=AAAA").problem(400, "invalid_cursor");
        finance.bad().get("/v1/accounts?unit=USD").problem(400, "unknown_filter");
        finance.get("/v1/journal/jrn_00000000000000000000000000").problem(404, "not_found");
    }

    @Test
    void only_finance_and_auditors_see_the_books() {
        amy.api().get("/v1/journal").problem(403, "forbidden");
        given.partner("till").get("/v1/accounts").problem(403, "forbidden");
        given.nobody().get("/v1/journal").problem(401, "unauthenticated");
    }

    /** An entry shows once no transaction of the whole server can precede it any more. */
    private static Answer await(Api api, String path, int items) {
        Instant until = Instant.now().plus(PATIENCE);
        Answer answer = api.get(path).expect(200);
        while (answer.at("/items").size() < items && Instant.now().isBefore(until)) {
            answer = api.get(path).expect(200);
        }
        assertThat(answer.at("/items")).hasSize(items);
        return answer;
    }

    private static int count(Api api, String filter) {
        return api.get("/v1/journal?" + filter).expect(200).at("/items").size();
    }

    private long outstanding(String kind, String unit) {
        for (JsonNode one : finance.get("/v1/accounts").expect(200).at("/outstanding")) {
            if (one.at("/kind").asText().equals(kind)
                    && one.at("/unit").asText().equals(unit)) {
                return one.at("/available/amount").asLong();
            }
        }
        return 0;
    }

    private static List<String> texts(JsonNode items, String pointer) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.at(pointer).asText())
                .toList();
    }
}

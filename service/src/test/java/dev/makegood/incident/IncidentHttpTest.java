package dev.makegood.incident;

import static dev.makegood.given.Bodies.remedy;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.contract.Answer;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentHttpTest {

    private final Given given = new Given();
    private final Person amy = given.agent("FRONTLINE");

    @Test
    void opened_in_one_call_it_has_a_claim_number_and_a_day_to_be_resolved() {
        String customer = given.customer();
        String body = """
                {"customer": "%s", "reason": "BAG_DAMAGED", "severity": 2, "occurredAt": "2026-03-01T06:15:00Z",
                 "channel": "ONBOARD", "discoveredBy": "EMPLOYEE", "summary": "A wheel broke off.",
                 "references": ["BOOKING-88213", "BAG 7"]}""".formatted(customer);
        Answer opened = amy.api().post("/v1/incidents", key(), body).expect(201);
        assertThat(opened.header("Location")).endsWith("/v1/incidents/" + opened.text("/id"));
        assertThat(opened.text("/claimNumber")).startsWith("CLM-");
        assertThat(opened.text("/resolveBy")).isEqualTo("2026-03-02T06:15:00Z");
        assertThat(opened.text("/openedBy")).isEqualTo(amy.id());
        assertThat(opened.text("/discoveredBy")).isEqualTo("EMPLOYEE");

        Answer read = given.as(Role.AUDITOR)
                .get("/v1/incidents/" + opened.text("/claimNumber"))
                .expect(200);
        assertThat(read.text("/id")).isEqualTo(opened.text("/id"));
        assertThat(read.text("/summary")).isEqualTo("A wheel broke off.");
        assertThat(texts(read.at("/references"))).containsExactly("BAG 7", "BOOKING-88213");
        assertThat(read.at("/value/amount").asLong()).isZero();
        assertThat(read.at("/credits")).isEmpty();
    }

    @Test
    void its_story_tells_what_anybody_gave_for_it_net_of_voids() {
        String customer = given.customer();
        String incident = given.opened(amy, customer).text("/id");
        Person ben = given.agent("SUPERVISOR");
        Answer first = amy.api()
                .post("/v1/remedies", key(), remedy(incident, voucher(2_000)))
                .expect(201);
        ben.api().post("/v1/remedies", key(), remedy(incident, voucher(3_000))).expect(201);
        String wrong = first.text("/credits/0/id");
        amy.api()
                .post("/v1/credits/" + wrong + "/void", key(), "{\"reason\": \"A slip.\"}")
                .expect(200);
        Answer read = amy.api().get("/v1/incidents/" + incident).expect(200);
        assertThat(read.text("/value/display")).isEqualTo("USD 30.00");
        assertThat(read.at("/credits")).hasSize(2);
        assertThat(read.text("/credits/0/id")).isEqualTo(wrong);
        assertThat(read.text("/credits/0/state")).isEqualTo("voided");
        assertThat(read.text("/credits/1/state")).isEqualTo("active");
    }

    @Test
    void same_trouble_is_not_opened_twice() {
        String customer = given.customer();
        Answer first = given.opened(amy, customer, "PNR-1", "BAG-1");
        String again = key();
        String body = given.delay(customer, "BAG-1");
        Answer second = amy.api().post("/v1/incidents", again, body).problem(409, "incident_exists");
        assertThat(second.text("/incident")).isEqualTo(first.text("/id"));
        assertThat(second.text("/claimNumber")).isEqualTo(first.text("/claimNumber"));
        assertThat(second.text("/errors/0/pointer")).isEqualTo("/references");
        Answer replayed = amy.api().post("/v1/incidents", again, body).problem(409, "incident_exists");
        assertThat(replayed.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(replayed.text("/claimNumber")).isEqualTo(first.text("/claimNumber"));
        given.opened(amy, given.customer(), "BAG-1");
        assertThat(amy.api().get("/v1/incidents?customer=" + customer).at("/items"))
                .hasSize(1);
    }

    @Test
    void found_by_customer_by_reference_and_by_both() {
        String one = given.customer();
        String other = given.customer();
        String shared = "FLIGHT " + one;
        String first = given.opened(amy, one, shared).text("/id");
        String second = given.opened(amy, one).text("/id");
        String third = given.opened(amy, other, shared).text("/id");
        String query = "reference=FLIGHT%20" + one;
        assertThat(ids("/v1/incidents?customer=" + one)).containsExactly(second, first);
        assertThat(ids("/v1/incidents?" + query)).containsExactly(third, first);
        assertThat(ids("/v1/incidents?customer=" + other + "&" + query)).containsExactly(third);
        assertThat(ids("/v1/incidents?customer=nobody-knows-them")).isEmpty();
        assertThat(ids("/v1/incidents?limit=3")).containsExactly(third, second, first);
    }

    @Test
    void pages_join_to_the_whole_list() {
        String customer = given.customer();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(0, given.opened(amy, customer).text("/id"));
        }
        List<String> paged = new ArrayList<>();
        String next = "/v1/incidents?customer=" + customer + "&limit=3";
        while (next != null) {
            Answer page = amy.api().get(next).expect(200);
            page.at("/items").forEach(item -> paged.add(item.path("id").asText()));
            String link = page.headers().firstValue("Link").orElse(null);
            next = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void who_is_not_active_yet_opens_nothing() {
        Person tomorrow =
                given.person(Role.AGENT, "FRONTLINE", "EAST", given.now().plus(Duration.ofDays(1)));
        tomorrow.api()
                .post("/v1/incidents", key(), given.delay(given.customer()))
                .problem(422, "agent_inactive");
    }

    @Test
    void unknown_ones_are_not_found_and_unknown_filters_are_errors() {
        amy.api().get("/v1/incidents/CLM-2026-9999999-3").problem(404, "not_found");
        amy.api().bad().get("/v1/incidents/CLM-2026-0000001-1").problem(404, "not_found");
        amy.api().bad().get("/v1/incidents/nonsense").problem(404, "not_found");
        amy.api().bad().get("/v1/incidents?custmer=C-1").problem(400, "unknown_filter");
        amy.api().bad().get("/v1/incidents?cursor=forged").problem(400, "invalid_cursor");
    }

    private List<String> ids(String path) {
        List<String> ids = new ArrayList<>();
        amy.api()
                .get(path)
                .expect(200)
                .at("/items")
                .forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}

package dev.makegood.incident;

import static dev.makegood.given.Bodies.remedy;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolutionHttpTest {

    private final Given given = new Given();
    private final Person amy = given.agent("FRONTLINE");

    private List<String> due(String which) {
        List<String> ids = new ArrayList<>();
        String path = "/v1/incidents?limit=100&due=" + which;
        for (String next = path; next != null; ) {
            Answer page = amy.api().get(next).expect(200);
            page.at("/items").forEach(item -> ids.add(item.path("id").asText()));
            next = page.json().has("next") ? path + "&cursor=" + page.text("/next") : null;
        }
        return ids;
    }

    @Test
    void how_it_ended_follows_from_what_had_been_given_and_is_said_once() {
        Answer opened = given.opened(amy, given.customer());
        String path = "/v1/incidents/" + opened.text("/claimNumber");
        String body = "{\"note\": \"She wanted to be heard.\"}";
        String key = key();
        Answer done = amy.api().post(path + "/resolution", key, body).expect(201);
        assertThat(done.text("/outcome")).isEqualTo("without_compensation");
        assertThat(done.text("/resolvedBy")).isEqualTo(amy.id());
        assertThat(amy.api().post(path + "/resolution", key, body).expect(201).json())
                .isEqualTo(done.json());
        assertThat(given.as(Role.AUDITOR).get(path).at("/resolution")).isEqualTo(done.json());
        amy.api().post(path + "/resolution", key(), "{}").problem(422, "already_resolved");

        Answer other = given.opened(amy, given.customer());
        amy.api()
                .post("/v1/remedies", key(), remedy(other.text("/id"), voucher(100)))
                .expect(201);
        assertThat(amy.api()
                        .post("/v1/incidents/" + other.text("/id") + "/resolution", key(), "{}")
                        .expect(201)
                        .text("/outcome"))
                .isEqualTo("made_good");
        amy.api()
                .post("/v1/incidents/CLM-2026-9999999-3/resolution", key(), "{}")
                .problem(404, "not_found");
        Api idle = given.person(Role.AGENT, "FRONTLINE", "EAST", given.now().plus(Duration.ofDays(1)))
                .api();
        idle.post(path + "/resolution", key(), "{}").problem(422, "agent_inactive");
    }

    @Test
    void a_remedy_may_resolve_it_along_and_more_may_be_given_afterwards() {
        Answer opened = given.opened(amy, given.customer());
        String id = opened.text("/id");
        String resolving = remedy(id, voucher(100)).replaceFirst("\\{", "{\"resolve\": true, ");
        amy.api().post("/v1/remedies", key(), resolving).expect(201);
        Answer story = amy.api().get("/v1/incidents/" + id).expect(200);
        assertThat(story.text("/resolution/outcome")).isEqualTo("made_good");
        amy.api().post("/v1/remedies", key(), resolving).expect(201);
        assertThat(amy.api().get("/v1/incidents/" + id).at("/resolution")).isEqualTo(story.at("/resolution"));
    }

    @Test
    void what_is_not_resolved_is_due_and_a_day_after_it_happened_overdue() {
        Answer opened = given.opened(amy, given.customer());
        Answer resolved = given.opened(amy, given.customer());
        amy.api()
                .post("/v1/incidents/" + resolved.text("/id") + "/resolution", key(), "{}")
                .expect(201);
        String of = opened.text("/resolveBy").compareTo(given.now().toString()) > 0 ? "open" : "overdue";
        assertThat(due(of)).contains(opened.text("/id")).doesNotContain(resolved.text("/id"));
        given.later(Duration.ofDays(1));
        assertThat(due("overdue")).contains(opened.text("/id")).doesNotHaveDuplicates();
        assertThat(due("open")).doesNotContain(opened.text("/id"), resolved.text("/id"));
        assertThat(amy.api()
                        .get("/v1/incidents?due=open&customer=" + opened.text("/customer"))
                        .problem(400, "invalid_value")
                        .pointers())
                .containsExactly("?due");
        amy.api().bad().get("/v1/incidents?due=later").problem(400, "invalid_value");
    }
}

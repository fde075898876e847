package dev.makegood.incident;

import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Role;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ContactHttpTest {

    private final Given given = new Given();
    private final Person amy = given.agent("FRONTLINE");

    private static String contact(String kind, String more) {
        return "{\"kind\": \"" + kind + "\", \"channel\": \"DESK\"" + more + "}";
    }

    @Test
    void each_further_call_and_trip_of_the_guest_with_the_broken_suitcase_stands_in_the_story() {
        Answer opened = given.opened(amy, given.customer());
        String path = "/v1/incidents/" + opened.text("/claimNumber");
        String key = key();
        String body = contact("trip", ", \"note\": \"Came back for the claim number.\"");
        Answer noted = amy.api().post(path + "/contacts", key, body).expect(201);
        assertThat(noted.header("Location")).endsWith("/v1/incidents/" + opened.text("/id"));
        assertThat(noted.text("/loggedBy")).isEqualTo(amy.id());
        assertThat(noted.text("/at")).isEqualTo(noted.text("/recordedAt"));
        Answer again = amy.api().post(path + "/contacts", key, body).expect(201);
        assertThat(again.json()).isEqualTo(noted.json());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");

        given.later(Duration.ofHours(1));
        Person ben = given.agent("SUPERVISOR");
        String when = given.now().minus(Duration.ofMinutes(10)).toString();
        Answer called = ben.api()
                .post(path + "/contacts", key(), contact("contact", ", \"at\": \"" + when + "\""))
                .expect(201);
        assertThat(called.text("/at")).isEqualTo(when);
        Answer story = given.as(Role.AUDITOR).get(path).expect(200);
        assertThat(story.at("/contacts")).containsExactly(noted.json(), called.json());
        assertThat(given.opened(amy, given.customer()).json().has("contacts")).isFalse();
    }

    @Test
    void what_cannot_be_is_refused() {
        Answer opened = given.opened(amy, given.customer());
        String path = "/v1/incidents/" + opened.text("/id") + "/contacts";
        assertThat(amy.api()
                        .bad()
                        .post(path, key(), "{}")
                        .problem(400, "invalid_value")
                        .pointers())
                .containsExactly("/kind", "/channel");
        for (String at : new String[] {
            "2000-01-01T00:00:00Z", given.now().plus(Duration.ofDays(1)).toString()
        }) {
            assertThat(amy.api()
                            .post(path, key(), contact("trip", ", \"at\": \"" + at + "\""))
                            .problem(400, "invalid_value")
                            .pointers())
                    .containsExactly("/at");
        }
        amy.api()
                .post("/v1/incidents/CLM-2026-9999999-3/contacts", key(), contact("trip", ""))
                .problem(404, "not_found");
        Api idle = given.person(Role.AGENT, "FRONTLINE", "EAST", given.now().plus(Duration.ofDays(1)))
                .api();
        idle.post(path, key(), contact("trip", "")).problem(422, "agent_inactive");
    }
}

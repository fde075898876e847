package dev.makegood.reminder;

import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReminderHttpTest {

    private static final String UNDELIVERED = "{\"outcome\": \"undelivered\"}";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Given given = new Given();
    private final Person amy = given.agent("SUPERVISOR");
    private final String customer = given.customer();
    private final Api mailer = given.partner("mailer", customer);
    private final Answer remedy = given.given(amy, customer, voucher(2_500));

    private List<JsonNode> events(int count) {
        List<JsonNode> events = new ArrayList<>();
        Instant until = Instant.now().plus(PATIENCE);
        String after = "";
        while (events.size() < count && Instant.now().isBefore(until)) {
            Answer feed = mailer.get("/v1/events" + after).expect(200);
            feed.at("/items").forEach(events::add);
            after = "?after=" + feed.text("/next");
        }
        return events;
    }

    @Test
    void who_sends_the_reminders_finds_them_in_the_events_and_reports_what_came_back() {
        given.reminded(remedy, 30);
        JsonNode event = events(2).get(1);
        assertThat(event.at("/type").asText()).isEqualTo("makegood.reminder.due");
        assertThat(event.at("/data/customer").asText()).isEqualTo(customer);
        assertThat(event.at("/data/reminder/days").asInt()).isEqualTo(30);
        assertThat(event.at("/data/reminder/expiresOn").asText()).isEqualTo(remedy.text("/credits/0/expiry/on"));
        assertThat(event.at("/data/reminder/credits/0/available/display").asText())
                .isEqualTo("USD 25.00");
        assertThat(event.at("/data/reminder/credits/0/claimNumber").asText()).isEqualTo(remedy.text("/claimNumber"));

        String address = "/v1/reminders/" + event.at("/data/reminder/id").asText();
        Answer reminder = mailer.get(address).expect(200);
        assertThat(reminder.text("/credits/0/credit")).isEqualTo(remedy.text("/credits/0/id"));
        assertThat(reminder.json().has("delivery")).isFalse();
        given.partner("other-mailer", "C-other").get(address).problem(404, "not_found");
        given.partner("other-mailer", "C-other")
                .post(address + "/delivery", key(), UNDELIVERED)
                .problem(404, "not_found");

        String once = key();
        Answer report = mailer.post(address + "/delivery", once, UNDELIVERED).expect(200);
        String later = LocalDate.parse(remedy.text("/credits/0/expiry/on"))
                .plusDays(60)
                .toString();
        assertThat(report.text("/extended/0/credit")).isEqualTo(remedy.text("/credits/0/id"));
        assertThat(report.text("/extended/0/expiry/on")).isEqualTo(later);
        Answer again = mailer.post(address + "/delivery", once, UNDELIVERED).expect(200);
        assertThat(again.json()).isEqualTo(report.json());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        mailer.post(address + "/delivery", key(), UNDELIVERED).problem(422, "already_reported");
        mailer.bad().post(address + "/delivery", key(), "{}").problem(400, "invalid_value");

        assertThat(mailer.get(address).expect(200).text("/delivery/outcome")).isEqualTo("undelivered");
        assertThat(amy.api()
                        .get("/v1/credits/" + remedy.text("/credits/0/id"))
                        .expect(200)
                        .text("/expiry/on"))
                .isEqualTo(later);
        JsonNode reported = events(3).get(2);
        assertThat(reported.at("/type").asText()).isEqualTo("makegood.reminder.reported");
        assertThat(reported.at("/data/reminder/outcome").asText()).isEqualTo("undelivered");
        assertThat(reported.at("/data/changes/0/change").asText()).isEqualTo("undelivered");
        assertThat(reported.at("/data/changes/0/expiry/on").asText()).isEqualTo(later);
    }

    @Test
    void one_that_arrived_changes_nothing() {
        given.reminded(remedy, 30);
        String address =
                "/v1/reminders/" + events(2).get(1).at("/data/reminder/id").asText();
        Answer report = mailer.post(address + "/delivery", key(), "{\"outcome\": \"delivered\"}")
                .expect(200);
        assertThat(report.at("/extended")).isEmpty();
        assertThat(given.as(Role.FINANCE).get(address).expect(200).text("/delivery/outcome"))
                .isEqualTo("delivered");
        assertThat(amy.api()
                        .get("/v1/credits/" + remedy.text("/credits/0/id"))
                        .expect(200)
                        .text("/expiry/on"))
                .isEqualTo(remedy.text("/credits/0/expiry/on"));
    }
}

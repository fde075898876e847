package dev.makegood.event;

import static dev.makegood.given.Bodies.draw;
import static dev.makegood.given.Bodies.miles;
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
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Given given = new Given();
    private final Person amy = given.agent("SUPERVISOR");

    /** The events of a scope, from its first on, once there are so many. */
    private static List<JsonNode> follow(Api who, int count) {
        List<JsonNode> events = new ArrayList<>();
        Instant until = Instant.now().plus(PATIENCE);
        String after = "";
        while (events.size() < count && Instant.now().isBefore(until)) {
            Answer feed = who.get("/v1/events?limit=2" + after).expect(200);
            feed.at("/items").forEach(events::add);
            after = "&after=" + feed.text("/next");
        }
        assertThat(events).hasSize(count);
        return events;
    }

    @Test
    void a_partner_follows_what_happens_to_its_customers() {
        String customer = given.customer();
        Answer remedy = given.given(amy, customer, miles(2_000), voucher(1_500));
        given.given(amy, given.customer(), voucher(100));
        Api till = given.partner("till-events", customer);
        given.redeemed(till, customer, draw(400, "MILES"));
        amy.api()
                .post("/v1/credits/" + remedy.text("/credits/1/id") + "/void", key(), "{\"reason\": \"mistake\"}")
                .expect(200);
        List<JsonNode> events = follow(till, 3);
        assertThat(events.stream().map(event -> event.at("/type").asText()))
                .containsExactly("makegood.remedy.issued", "makegood.redemption.made", "makegood.credit.voided");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.at("/specversion").asText()).isEqualTo("1.0");
            assertThat(event.at("/data/customer").asText()).isEqualTo(customer);
            assertThat(event.at("/data/credits/0/claimNumber").asText()).isEqualTo(remedy.text("/claimNumber"));
        });
        JsonNode issued = events.get(0);
        assertThat(issued.at("/id").asText())
                .isEqualTo("jrn_" + remedy.text("/id").substring("rem_".length()));
        assertThat(issued.at("/time").asText()).isEqualTo(remedy.text("/recordedAt"));
        assertThat(issued.at("/data/claimNumber").asText()).isEqualTo(remedy.text("/claimNumber"));
        assertThat(issued.at("/data/credits/0/credit").asText()).isEqualTo(remedy.text("/credits/0/id"));
        assertThat(issued.at("/data/credits/0/movement").asText()).isEqualTo("issue");
        assertThat(issued.at("/data/credits/0/amount/display").asText()).isEqualTo("2,000 MILES");
        assertThat(issued.at("/data/credits/0/expiry")).isEqualTo(remedy.at("/credits/0/expiry"));
        assertThat(events.get(1).at("/data/credits/0/movement").asText()).isEqualTo("redeem");
        assertThat(events.get(1).at("/data/credits/0/amount/amount").asLong()).isEqualTo(400);
        assertThat(events.get(1).at("/data/credits/0/available/amount").asLong())
                .isEqualTo(1_600);
        assertThat(events.get(2).at("/data/credits/0/movement").asText()).isEqualTo("void");
    }

    @Test
    void finance_sees_what_is_about_no_customer_too_and_an_answer_without_news_goes_on_from_where_it_was() {
        Api finance = given.as(Role.FINANCE);
        String next = "";
        Answer feed;
        List<String> types = new ArrayList<>();
        do {
            feed = finance.get("/v1/events?limit=200" + next).expect(200);
            feed.at("/items").forEach(event -> types.add(event.at("/type").asText()));
            next = "&after=" + feed.text("/next");
        } while (feed.at("/more").asBoolean());
        assertThat(types).contains("makegood.settings.changed");
        Answer again = finance.get("/v1/events?limit=200" + next).expect(200);
        if (again.at("/items").isEmpty()) {
            assertThat("&after=" + again.text("/next")).isEqualTo(next);
        }
    }

    @Test
    void a_cursor_of_another_list_is_none_of_this_one() {
        given.as(Role.AUDITOR).get("/v1/events?after=cBLn7gKYxSRIWhNU").problem(400, "invalid_cursor");
        given.as(Role.AUDITOR).bad().get("/v1/events?cursor=cBLn7gKYxSRIWhNU").problem(400, "unknown_filter");
    }

    @Test
    void a_cursor_older_than_what_is_kept_is_gone() throws SQLException {
        Api admin = given.as(Role.ADMIN);
        Answer first = admin.get("/v1/events?limit=1").expect(200);
        try (Connection owner = given.service().database().owner();
                Statement statement = owner.createStatement()) {
            // As if one event more had been dropped since.
            statement.executeUpdate("""
                    update dropped_events d set epoch = o.epoch, xid = o.xid, ordinal = o.ordinal
                    from (select epoch, xid, ordinal from outbox order by epoch, xid, ordinal offset 1 limit 1) o
                    where (o.epoch, o.xid, o.ordinal) > (d.epoch, d.xid, d.ordinal)
                    """);
        }
        admin.get("/v1/events?after=" + first.text("/next")).problem(410, "cursor_expired");
        admin.get("/v1/events?limit=1").expect(200);
    }
}

package dev.makegood.credit;

import static dev.makegood.given.Bodies.draw;
import static dev.makegood.given.Bodies.miles;
import static dev.makegood.given.Bodies.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BalancesHttpTest {

    private final Given given = new Given();
    private final Person ben = given.agent("SUPERVISOR");
    private final String customer = given.customer();
    private final Api own = given.customer(customer);
    private final String path = "/v1/customers/" + customer + "/balances";

    @Test
    void balances_tell_what_can_be_spent_and_what_ends_when() {
        given.given(ben, customer, voucher(1_000), miles(500));
        given.given(ben, customer, voucher(2_000));
        given.later(Duration.ofDays(3));
        given.given(ben, customer, voucher(4_000));
        given.redeemed(own, customer, draw(500, "USD"));
        Answer balances = own.get(path).expect(200);
        assertThat(balances.text("/balances/0/unit")).isEqualTo("MILES");
        assertThat(balances.at("/balances/0/available/amount").asLong()).isEqualTo(500);
        assertThat(balances.at("/balances/1/available/amount").asLong()).isEqualTo(6_500);
        assertThat(balances.at("/balances/1/expiring")).hasSize(2);
        assertThat(balances.at("/balances/1/expiring/0/amount/amount").asLong()).isEqualTo(2_500);
        assertThat(balances.at("/balances/1/expiring/1/amount/amount").asLong()).isEqualTo(4_000);
        assertThat(balances.at("/balances/1/version").asLong()).isEqualTo(4);
        assertThat(balances.at("/provisional").asBoolean()).isTrue();
    }

    @Test
    void the_schedule_goes_to_the_last_date() {
        // More dates than a page or a screen would have; a supervisor's limits are not met in a day each.
        for (int i = 0; i < 120; i++) {
            given.given(ben, customer, voucher(100 + i));
            given.later(Duration.ofDays(1));
        }
        Answer balances = own.get(path).expect(200);
        assertThat(balances.at("/balances/0/expiring")).hasSize(120);
        long sum = 0;
        String before = "";
        for (JsonNode date : balances.at("/balances/0/expiring")) {
            sum += date.at("/amount/amount").asLong();
            String on = date.at("/expiry/on").asText();
            assertThat(on).isGreaterThan(before);
            before = on;
        }
        assertThat(sum)
                .isEqualTo(balances.at("/balances/0/available/amount").asLong())
                .isEqualTo(120 * 100 + 119 * 120 / 2);
    }

    @Test
    void what_has_expired_is_not_available_whether_posted_or_not() {
        given.given(ben, customer, voucher(1_000));
        given.later(Duration.ofDays(200));
        given.given(ben, customer, voucher(2_000), miles(100));
        given.later(Duration.ofDays(170));
        Answer balances = own.get(path).expect(200);
        assertThat(balances.at("/balances/1/available/amount").asLong()).isEqualTo(2_000);
        assertThat(balances.at("/balances/1/expiring")).hasSize(1);
        assertThat(balances.at("/balances/1/version").asLong()).isEqualTo(2);
        given.redeemed(own, customer, draw(2_000, "USD"));
        assertThat(own.get(path).at("/balances/1/available/amount").asLong()).isZero();
    }

    @Test
    void any_instant_that_has_passed_can_be_asked_and_keeps_its_answer() {
        Instant before = given.now();
        given.given(ben, customer, voucher(1_000));
        Instant first = given.now();
        given.later(Duration.ofDays(1));
        given.redeemed(own, customer, draw(400, "USD"));
        Instant second = given.now();
        given.later(Duration.ofMinutes(1));
        assertThat(own.get(path + "?asOf=" + before).at("/balances")).isEmpty();
        Answer then = own.get(path + "?asOf=" + first).expect(200);
        assertThat(then.text("/asOf")).isEqualTo(first.toString());
        assertThat(then.at("/provisional").asBoolean()).isFalse();
        assertThat(then.at("/balances/0/available/amount").asLong()).isEqualTo(1_000);
        assertThat(then.at("/balances/0/version").asLong()).isEqualTo(1);
        assertThat(own.get(path + "?asOf=" + second)
                        .at("/balances/0/available/amount")
                        .asLong())
                .isEqualTo(600);
        given.later(Duration.ofDays(400));
        assertThat(own.get(path + "?asOf=" + first).json()).isEqualTo(then.json());
        // As of an instant after its date it has expired, though nothing has posted that.
        assertThat(own.get(path + "?asOf=" + given.now().minusSeconds(60))
                        .at("/balances/0/available/amount")
                        .asLong())
                .isZero();
    }

    @Test
    void an_instant_that_a_running_writer_may_still_reach_is_provisional() throws SQLException {
        given.given(ben, customer, voucher(1_000));
        given.later(Duration.ofSeconds(5));
        try (Connection writer = given.service().database().app().getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            // It writes, and grows half a second old.
            statement.execute("select pg_current_xact_id(), pg_sleep(0.5)");
            String lately = path + "?asOf=" + given.now().minusMillis(1_300);
            assertThat(own.get(lately).at("/provisional").asBoolean()).isTrue();
            writer.rollback();
            assertThat(own.get(lately).at("/provisional").asBoolean()).isFalse();
        }
    }

    @Test
    void miles_live_on_with_activity() {
        given.given(ben, customer, miles(100));
        given.later(Duration.ofDays(600));
        given.given(ben, customer, miles(200));
        given.later(Duration.ofDays(300));
        Answer balances = own.get(path).expect(200);
        assertThat(balances.at("/balances/0/available/amount").asLong()).isEqualTo(300);
        assertThat(balances.at("/balances/0/expiring")).hasSize(1);
        String credit =
                own.get("/v1/customers/" + customer + "/credits?kind=miles").text("/items/1/expiry/on");
        assertThat(credit).isEqualTo(balances.text("/balances/0/expiring/0/expiry/on"));
    }

    @Test
    void an_instant_that_has_not_come_and_a_customer_that_is_not_known() {
        given.given(ben, customer, miles(100));
        Answer no = own.get(path + "?asOf=" + given.now().plusSeconds(3600)).problem(400, "invalid_value");
        assertThat(no.text("/errors/0/pointer")).isEqualTo("?asOf");
        own.bad().get(path + "?asOf=yesterday").problem(400, "invalid_value");
        ben.api().get("/v1/customers/nobody-knows-them/balances").problem(404, "not_found");
        ben.api()
                .get("/v1/customers/nobody-knows-them/balances?asOf="
                        + given.now().minusSeconds(60))
                .problem(404, "not_found");
        given.customer(given.customer()).get(path).problem(404, "not_found");
    }
}

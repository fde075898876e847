package dev.makegood.credit;

import static dev.makegood.given.Bodies.credit;
import static dev.makegood.given.Bodies.draw;
import static dev.makegood.given.Bodies.drawOf;
import static dev.makegood.given.Bodies.miles;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A customer's credits one by one: filtered, in pages, and as of an instant. */
class CreditsHttpTest {

    private final Given given = new Given();
    private final Person ben = given.agent("SUPERVISOR");
    private final String customer = given.customer();
    private final Api own = given.customer(customer);
    private final String path = "/v1/customers/" + customer + "/credits";

    private String voucherFor(long cents) {
        return given.given(ben, customer, voucher(cents)).text("/credits/0/id");
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        own.get(path + query)
                .expect(200)
                .at("/items")
                .forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    @Test
    void filters_by_expiry_go_by_the_local_date_that_a_credit_shows_and_combine_with_the_others() {
        String first = voucherFor(1_000);
        given.later(Duration.ofDays(10));
        String second = voucherFor(2_000);
        given.later(Duration.ofDays(10));
        String third = voucherFor(3_000);
        String certificate = given.given(ben, customer, credit("gift_certificate", 500, "USD"))
                .text("/credits/0/id");
        given.redeemed(own, customer, drawOf(second));
        LocalDate on = LocalDate.parse(own.get("/v1/credits/" + second).text("/expiry/on"));

        assertThat(ids("?expiresBefore=" + on)).containsExactly(first);
        assertThat(ids("?expiresBefore=" + on.plusDays(1))).containsExactly(second, first);
        assertThat(ids("?expiresAfter=" + on)).containsExactly(certificate, third);
        assertThat(ids("?expiresAfter=" + on.minusDays(1))).containsExactly(certificate, third, second);
        assertThat(ids("?kind=voucher&expiresAfter=" + on)).containsExactly(third);
        assertThat(ids("?expiresAfter=" + on.minusDays(1) + "&expiresBefore=" + on.plusDays(1)))
                .containsExactly(second);
        assertThat(ids("?state=active&expiresBefore=" + on.plusDays(1))).containsExactly(first);
        assertThat(ids("?state=active&kind=gift_certificate&expiresBefore=" + on.plusDays(1)))
                .isEmpty();
        own.bad().get(path + "?expiresBefore=soon").problem(400, "invalid_value");
        own.bad().get(path + "?expiresBefore=%2B12026-01-01").problem(400, "invalid_value");
        own.bad().get(path + "?expiresUntil=2026-01-01").problem(400, "unknown_filter");
    }

    @Test
    void states_are_derived_for_the_instant_that_is_asked() {
        Instant before = given.now();
        String used = voucherFor(1_000);
        String voided = voucherFor(2_000);
        String kept = voucherFor(3_000);
        Instant allActive = given.now();
        given.later(Duration.ofDays(1));
        given.redeemed(own, customer, drawOf(used));
        ben.api()
                .post("/v1/credits/" + voided + "/void", key(), "{\"reason\": \"Given twice.\"}")
                .expect(200);
        Instant after = given.now();
        given.later(Duration.ofDays(400));

        assertThat(ids("?asOf=" + before)).isEmpty();
        assertThat(ids("?state=active&asOf=" + allActive)).containsExactly(kept, voided, used);
        assertThat(ids("?state=active&asOf=" + after)).containsExactly(kept);
        assertThat(ids("?state=redeemed&asOf=" + after)).containsExactly(used);
        assertThat(ids("?state=redeemed&asOf=" + allActive)).isEmpty();
        assertThat(ids("?state=voided&asOf=" + after)).containsExactly(voided);
        assertThat(ids("?state=expired&asOf=" + after)).isEmpty();
        // Nothing has posted it: time decides.
        assertThat(ids("?state=expired")).containsExactly(kept);
        assertThat(ids("?state=active")).isEmpty();

        Answer page = own.get(path + "?asOf=" + after).expect(200);
        assertThat(page.text("/asOf")).isEqualTo(after.toString());
        assertThat(page.at("/provisional").asBoolean()).isFalse();
        assertThat(own.get(path).json().has("asOf")).isFalse();
        own.get(path + "?asOf=" + given.now().plusSeconds(60)).problem(400, "invalid_value");
    }

    @Test
    void one_credit_as_of_an_instant_has_the_history_up_to_then() {
        Instant before = given.now();
        String credit = "/v1/credits/" + voucherFor(1_000);
        Instant given1 = given.now();
        given.later(Duration.ofDays(1));
        given.redeemed(own, customer, draw(400, "USD"));
        Instant redeemed = given.now();
        given.later(Duration.ofDays(1));
        given.redeemed(own, customer, draw(600, "USD"));
        given.later(Duration.ofSeconds(1));

        own.get(credit + "?asOf=" + before).problem(404, "not_found");
        Answer first = own.get(credit + "?asOf=" + given1).expect(200);
        assertThat(first.text("/state")).isEqualTo("active");
        assertThat(first.at("/available/amount").asLong()).isEqualTo(1_000);
        assertThat(first.at("/postings")).hasSize(1);
        assertThat(first.text("/asOf")).isEqualTo(given1.toString());
        assertThat(first.at("/provisional").asBoolean()).isFalse();
        Answer second = own.get(credit + "?asOf=" + redeemed).expect(200);
        assertThat(second.text("/state")).isEqualTo("partly_redeemed");
        assertThat(second.at("/available/amount").asLong()).isEqualTo(600);
        assertThat(second.at("/postings")).hasSize(2);
        Answer now = own.get(credit).expect(200);
        assertThat(now.text("/state")).isEqualTo("redeemed");
        assertThat(now.at("/postings")).hasSize(3);
        assertThat(now.json().has("provisional")).isFalse();
        assertThat(own.get(credit + "?asOf=" + given.now()).at("/provisional").asBoolean())
                .isTrue();
        own.get(credit + "?asOf=" + given.now().plusSeconds(60)).problem(400, "invalid_value");
    }

    @Test
    void miles_stand_with_the_date_that_activity_had_given_them_by_then() {
        String miles = given.given(ben, customer, miles(100)).text("/credits/0/id");
        Instant first = given.now();
        String own1 = own.get("/v1/credits/" + miles).text("/expiry/on");
        given.later(Duration.ofDays(100));
        given.given(ben, customer, miles(200));
        String moved = own.get("/v1/credits/" + miles).text("/expiry/on");
        assertThat(moved).isGreaterThan(own1);
        assertThat(own.get("/v1/credits/" + miles + "?asOf=" + first).text("/expiry/on"))
                .isEqualTo(own1);
        assertThat(ids("?kind=miles&expiresBefore=" + moved)).isEmpty();
        assertThat(ids("?kind=miles&expiresBefore=" + moved + "&asOf=" + first)).containsExactly(miles);
    }

    @Test
    void pages_of_a_filter_are_the_whole_list_once_though_credits_come_and_go_meanwhile() {
        List<String> vouchers = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            vouchers.add(0, voucherFor(1_000));
            given.given(ben, customer, miles(10));
        }
        List<String> read = new ArrayList<>();
        String next = path + "?kind=voucher&state=active&limit=3";
        while (!next.isEmpty()) {
            Answer page = own.get(next).expect(200);
            page.at("/items").forEach(item -> read.add(item.path("id").asText()));
            String link = page.headers().firstValue("Link").orElse("");
            next = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
            voucherFor(1_000);
            given.redeemed(own, customer, drawOf(page.text("/items/0/id")));
        }
        assertThat(read).containsExactlyElementsOf(vouchers);
    }
}

package dev.makegood.statement;

import static dev.makegood.given.Bodies.draw;
import static dev.makegood.given.Bodies.drawOf;
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
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class StatementHttpTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final Given given = new Given();
    private final Person ben = given.agent("SUPERVISOR");
    private final String customer = given.customer();
    private final Api own = given.customer(customer);
    private final String path = "/v1/customers/" + customer + "/statement";

    @Test
    void a_statement_tells_what_was_there_what_moved_and_what_is_left() {
        Instant start = given.now();
        Answer remedy = given.given(ben, customer, voucher(15_000), miles(500));
        given.later(Duration.ofDays(1));
        Answer redeemed = given.redeemed(own, customer, draw(9_900, "USD"));
        given.later(Duration.ofDays(1));
        Instant middle = given.now();
        own.post("/v1/redemptions/" + redeemed.text("/id") + "/reversals", key(), """
                {"amount": {"amount": 900, "unit": "USD"}}""")
                .expect(201);
        ben.api()
                .post(
                        "/v1/credits/" + remedy.text("/credits/1/id") + "/void",
                        key(),
                        "{\"reason\": \"Given to the wrong customer.\"}")
                .expect(200);
        given.later(Duration.ofSeconds(5));

        Answer whole = own.get(path + "?from=" + start + "&to=" + given.now().minusSeconds(2))
                .expect(200);
        assertThat(whole.at("/provisional").asBoolean()).isFalse();
        assertThat(whole.text("/zone")).isEqualTo("America/New_York");
        assertThat(whole.text("/units/0/unit")).isEqualTo("MILES");
        assertThat(types(whole, 0)).containsExactly("issue 500", "void -500");
        assertThat(whole.text("/units/1/unit")).isEqualTo("USD");
        assertThat(whole.at("/units/1/opening/available/amount").asLong()).isZero();
        assertThat(types(whole, 1)).containsExactly("issue 15000", "redeem -9900", "reversal 900");
        assertThat(whole.text("/units/1/closing/available/display")).isEqualTo("USD 60.00");
        assertThat(whole.text("/units/1/movements/0/claimNumber")).isEqualTo(remedy.text("/claimNumber"));
        assertThat(whole.text("/units/1/movements/0/credit")).isEqualTo(remedy.text("/credits/0/id"));
        assertThat(whole.text("/units/1/movements/1/purchase")).isEqualTo("ORDER-1");
        assertThat(whole.text("/units/1/movements/2/purchase")).isEqualTo("ORDER-1");
        assertThat(whole.text("/units/1/movements/1/available/display")).isEqualTo("USD -99.00");
        assertThat(whole.text("/units/1/movements/1/balance/available/display")).isEqualTo("USD 51.00");
        assertThat(whole.at("/units/1/movements/0").has("purchase")).isFalse();

        Answer later = own.get(path + "?from=" + middle).expect(200);
        assertThat(later.at("/provisional").asBoolean()).isTrue();
        assertThat(later.text("/units/1/opening/available/display")).isEqualTo("USD 51.00");
        assertThat(types(later, 1)).containsExactly("reversal 900");
    }

    @Test
    void time_takes_value_at_the_end_of_its_last_day_posted_or_not() {
        Instant start = given.now();
        String credit = given.given(ben, customer, voucher(1_000)).text("/credits/0/id");
        given.given(ben, customer, miles(100));
        String ends = own.get("/v1/credits/" + credit).text("/expiry/at");
        String on = own.get("/v1/credits/" + credit).text("/expiry/on");
        given.later(Duration.ofDays(370));
        Answer before = own.get(path + "?from=" + start + "&to=" + on).expect(200);
        assertThat(types(before, 1)).containsExactly("issue 1000", "expiry -1000");
        assertThat(before.text("/units/1/movements/1/at")).isEqualTo(ends);
        assertThat(before.at("/units/1/movements/1").has("entry")).isFalse();
        // The next command on the unit posts it, days after; the statement stays as it was.
        String next = given.given(ben, customer, voucher(2_000)).text("/credits/0/id");
        assertThat(own.get("/v1/credits/" + credit).text("/postings/1/type")).isEqualTo("expiry");
        assertThat(own.get(path + "?from=" + start + "&to=" + on).json()).isEqualTo(before.json());
        // A span that starts after the last day has nothing of it.
        Answer after =
                own.get(path + "?from=" + LocalDate.parse(on).plusDays(1)).expect(200);
        assertThat(after.at("/units/1/opening/available/amount").asLong()).isZero();
        assertThat(types(after, 1)).containsExactly("issue 2000");
        assertThat(after.text("/units/1/movements/0/credit")).isEqualTo(next);
    }

    @Test
    void days_are_those_of_the_customers_zone_and_the_last_is_in_it_whole() {
        ben.api()
                .put("/v1/customers/" + customer, key(), "{\"zone\": \"Asia/Tokyo\"}")
                .expect(200);
        given.nextDay(TOKYO);
        LocalDate first = given.now().atZone(TOKYO).toLocalDate();
        given.given(ben, customer, voucher(1_000));
        given.nextDay(TOKYO);
        given.given(ben, customer, voucher(2_000));
        given.later(Duration.ofDays(2));
        Answer one = own.get(path + "?from=" + first + "&to=" + first).expect(200);
        assertThat(one.text("/zone")).isEqualTo("Asia/Tokyo");
        assertThat(one.text("/from"))
                .isEqualTo(first.atStartOfDay(TOKYO).toInstant().toString());
        assertThat(one.text("/to"))
                .isEqualTo(first.plusDays(1).atStartOfDay(TOKYO).toInstant().toString());
        assertThat(types(one, 0)).containsExactly("issue 1000");
        assertThat(types(own.get(path + "?from=" + first + "&to=" + first.plusDays(1)), 0))
                .containsExactly("issue 1000", "issue 2000");
        // Today has not ended: its end is now.
        LocalDate today = given.now().atZone(TOKYO).toLocalDate();
        Answer soFar = own.get(path + "?from=" + first + "&to=" + today).expect(200);
        assertThat(Instant.parse(soFar.text("/to"))).isBeforeOrEqualTo(given.now());
        own.get(path + "?from=" + first + "&to=" + today.plusDays(1)).problem(400, "invalid_value");
    }

    @Test
    void a_span_must_have_come_run_forwards_and_last_thirteen_months_at_most() {
        given.given(ben, customer, voucher(1_000));
        LocalDate today = given.now().atZone(Given.ZONE).toLocalDate();
        assertThat(own.bad().get(path).problem(400, "invalid_value").text("/errors/0/pointer"))
                .isEqualTo("?from");
        own.get(path + "?from=" + given.now().plusSeconds(60)).problem(400, "invalid_value");
        own.get(path + "?from=" + today + "&to=" + given.now().plusSeconds(60)).problem(400, "invalid_value");
        own.get(path + "?from=" + today + "&to=" + today.minusDays(1)).problem(400, "invalid_value");
        own.get(path + "?from=" + today.minusMonths(13).minusDays(1)).problem(400, "invalid_value");
        own.get(path + "?from=" + today.minusMonths(13).plusDays(1)).expect(200);
        own.bad().get(path + "?from=yesterday").problem(400, "invalid_value");
        own.bad().get(path + "?from=2026-02-30").problem(400, "invalid_value");
        own.bad().get(path + "?since=" + today).problem(400, "unknown_filter");
    }

    @Test
    void it_is_told_to_the_customer_and_to_those_who_answer_for_it() {
        given.given(ben, customer, voucher(1_000));
        String day = path + "?from=" + given.now().minusSeconds(3_600);
        ben.api().get(day).expect(200);
        given.as(Role.FINANCE).get(day).expect(200);
        given.as(Role.AUDITOR).get(day).expect(200);
        given.partner("till", customer).get(day).problem(403, "forbidden");
        given.customer(given.customer()).get(day).problem(404, "not_found");
        ben.api()
                .get("/v1/customers/nobody-knows-them/statement?from=2026-01-01")
                .problem(404, "not_found");
        given.nobody().get(day).problem(401, "unauthenticated");
    }

    @Test
    void the_client_chooses_the_form() throws IOException {
        Instant start = given.now();
        Answer remedy = given.given(ben, customer, voucher(15_000));
        given.redeemed(own, customer, drawOf(remedy.text("/credits/0/id")));
        String span = path + "?from=" + start + "&to=" + given.now();

        assertThat(own.header("Accept", "*/*").get(span).header("Content-Type")).isEqualTo("application/json");
        assertThat(own.header("Accept", "application/pdf;q=0.5, application/json")
                        .get(span)
                        .header("Content-Type"))
                .isEqualTo("application/json");
        own.header("Accept", "text/html").get(span).problem(406, "not_acceptable");

        Answer csv = own.header("Accept", "text/csv").get(span).expect(200);
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv");
        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"statement.csv\"");
        List<String> lines = List.of(csv.body().split("\r\n", -1));
        assertThat(lines).hasSize(6).last().isEqualTo("");
        assertThat(lines.get(2))
                .startsWith(customer + ",USD,")
                .contains(",issue,", "," + remedy.text("/claimNumber") + ",")
                .endsWith(",15000,0,15000,0,150.00,0.00,150.00,0.00");
        assertThat(lines.get(3)).contains(",redeem,", ",ORDER-1,").endsWith(",-15000,0,0,0,-150.00,0.00,0.00,0.00");

        Answer pdf = own.header("Accept", "application/pdf").get(span).expect(200);
        assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(pdf.header("Content-Disposition")).isEqualTo("attachment; filename=\"statement.pdf\"");
        try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Customer " + customer, "Opening balance", remedy.text("/claimNumber"), "ORDER-1")
                    .contains("USD -150.00", "Page 1 of 1");
        }
        own.header("Accept", "application/pdf").bad().get(path + "?from=never").problem(400, "invalid_value");
    }

    /** The movements of a unit, each as its type and what it did to the available. */
    private static List<String> types(Answer statement, int unit) {
        List<String> types = new ArrayList<>();
        for (JsonNode movement : statement.at("/units/" + unit + "/movements")) {
            types.add(movement.path("type").asText() + " "
                    + movement.at("/available/amount").asLong());
        }
        return types;
    }
}

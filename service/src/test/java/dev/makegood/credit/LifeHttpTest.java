package dev.makegood.credit;

import static dev.makegood.given.Bodies.credit;
import static dev.makegood.given.Bodies.draw;
import static dev.makegood.given.Bodies.drawOf;
import static dev.makegood.given.Bodies.miles;
import static dev.makegood.given.Bodies.purchase;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Role;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Later dates, blocks, settlements and refunds, as those ask for them who may. */
class LifeHttpTest {

    private static final String WHY = "{\"reason\": \"The code was read out to a stranger.\"}";

    private final Given given = new Given();
    private final Person ben = given.agent("SUPERVISOR");
    private final Person eve = given.agent("FRONTLINE");
    private final Api finance = given.as(Role.FINANCE);
    private final String customer = given.customer();
    private final Api holder = given.customer(customer);
    private final Api till = given.partner("life-till", customer);

    private String one(String credit) {
        return given.given(ben, customer, credit).text("/credits/0/id");
    }

    private static String path(String credit, String what) {
        return "/v1/credits/" + credit + "/" + what;
    }

    private LocalDate lastDay(String credit) {
        return LocalDate.parse(
                ben.api().get("/v1/credits/" + credit).expect(200).text("/expiry/on"));
    }

    // ---- extension

    @Test
    void a_customer_extends_once_by_ninety_days_and_an_agent_once_by_a_year_and_finance_as_it_likes() {
        String voucher = one(voucher(5_000));
        LocalDate first = lastDay(voucher);
        Answer own = holder.post(path(voucher, "extension"), key(), "{}").expect(200);
        assertThat(own.text("/expiry/on")).isEqualTo(first.plusDays(90).toString());
        assertThat(own.text("/expiry/zone")).isEqualTo(Given.ZONE.getId());
        holder.post(path(voucher, "extension"), key(), "{}").problem(422, "already_extended");

        Answer favour = eve.api()
                .post(path(voucher, "extension"), key(), "{\"reason\": \"Abroad until spring.\"}")
                .expect(200);
        assertThat(favour.text("/expiry/on"))
                .isEqualTo(first.plusDays(90).plusMonths(12).toString());
        ben.api().post(path(voucher, "extension"), key(), "{}").problem(422, "already_extended");

        LocalDate far = first.plusYears(5);
        finance.post(path(voucher, "extension"), key(), "{\"until\": \"" + far + "\"}")
                .expect(200);
        finance.post(path(voucher, "extension"), key(), "{\"until\": \"" + far + "\"}")
                .problem(422, "not_an_extension");
        finance.post(path(voucher, "extension"), key(), "{\"until\": \"" + first.plusYears(11) + "\"}")
                .problem(422, "not_an_extension");
        finance.post(path(voucher, "extension"), key(), "{}").expect(200);
        assertThat(lastDay(voucher)).isEqualTo(far.plusMonths(12));
        assertThat(given.number("select count(*) from journal where command like '%Abroad%'"))
                .isZero();
    }

    @Test
    void only_finance_names_the_day_and_a_credit_of_somebody_else_is_not_found() {
        String voucher = one(voucher(100));
        ben.api()
                .post(path(voucher, "extension"), key(), "{\"until\": \"2030-01-01\"}")
                .problem(400, "invalid_value");
        given.customer(given.customer())
                .post(path(voucher, "extension"), key(), "{}")
                .problem(404, "not_found");
    }

    @Test
    void a_date_that_has_passed_is_not_extended_nor_one_in_grace() {
        String voucher = one(voucher(1_000));
        Answer sale = given.redeemed(till, customer, drawOf(voucher));
        String left = one(voucher(500));
        given.later(Duration.ofDays(400));
        finance.post(path(left, "extension"), key(), "{}").problem(422, "credit_expired");
        till.post("/v1/redemptions/" + sale.text("/id") + "/reversals", key(), "{}")
                .expect(201);
        assertThat(ben.api().get("/v1/credits/" + voucher).text("/state")).isEqualTo("grace");
        finance.post(path(voucher, "extension"), key(), "{}").problem(422, "credit_expired");
    }

    @Test
    void what_never_expires_is_void_or_used_up_is_not_extended() {
        String forever = one(voucher(100).replaceFirst("}$", ", \"basis\": \"PURCHASED\"}"));
        finance.post(path(forever, "extension"), key(), "{}").problem(422, "never_expires");
        String voided = one(voucher(100));
        ben.api().post(path(voided, "void"), key(), WHY).expect(200);
        finance.post(path(voided, "extension"), key(), "{}").problem(422, "credit_voided");
        String spent = one(voucher(100));
        given.redeemed(till, customer, drawOf(spent));
        finance.post(path(spent, "extension"), key(), "{}").problem(422, "credit_used_up");
    }

    @Test
    void extended_miles_keep_the_later_of_their_own_date_and_that_of_activity() {
        String miles = one(miles(1_000));
        LocalDate first = lastDay(miles);
        ben.api().post(path(miles, "extension"), key(), "{}").expect(200);
        given.later(Duration.ofDays(30));
        given.redeemed(till, customer, draw(10, "MILES"));
        assertThat(lastDay(miles)).isEqualTo(first.plusMonths(12));
        given.later(Duration.ofDays(500));
        given.redeemed(till, customer, draw(10, "MILES"));
        assertThat(lastDay(miles)).isAfter(first.plusMonths(12));
    }

    // ---- blocks

    @Test
    void a_blocked_credit_is_not_spent_until_finance_ends_the_block() {
        String voucher = one(voucher(4_000));
        Answer sale = given.redeemed(till, customer, "{\"credit\": \"" + voucher + "\", \"amount\": 1000}");
        eve.api().post(path(voucher, "block"), key(), WHY).problem(422, "not_the_giver");
        Answer blocked = ben.api().post(path(voucher, "block"), key(), WHY).expect(200);
        assertThat(blocked.at("/blocked").asBoolean()).isTrue();
        ben.api().post(path(voucher, "block"), key(), WHY).problem(422, "credit_blocked");
        assertThat(ben.api().get("/v1/credits/" + voucher).text("/state")).isEqualTo("blocked");
        till.post("/v1/redemptions", key(), purchase(customer, drawOf(voucher))).problem(422, "credit_blocked");
        till.post("/v1/redemptions", key(), purchase(customer, draw(1, "USD"))).problem(422, "insufficient_balance");
        assertThat(till.get("/v1/customers/" + customer + "/balances").text("/balances/0/available/amount"))
                .isEqualTo("0");
        holder.post(path(voucher, "extension"), key(), "{}").problem(422, "credit_blocked");
        till.post("/v1/redemptions/" + sale.text("/id") + "/reversals", key(), "{}")
                .expect(201);
        till.post("/v1/redemptions", key(), purchase(customer, drawOf(voucher))).problem(422, "credit_blocked");
        ben.api().post(path(voucher, "unblock"), key(), WHY).problem(403, "forbidden");
        Answer free = finance.post(path(voucher, "unblock"), key(), WHY).expect(200);
        assertThat(free.at("/blocked").asBoolean()).isFalse();
        finance.post(path(voucher, "unblock"), key(), WHY).problem(422, "credit_not_blocked");
        given.redeemed(till, customer, draw(4_000, "USD"));
        finance.bad().post(path(voucher, "block"), key(), "{}").problem(400, "invalid_value");
    }

    @Test
    void a_blocked_credit_expires_by_its_date_and_what_comes_back_stays_blocked() {
        String voucher = one(voucher(4_000));
        Answer sale = given.redeemed(till, customer, "{\"credit\": \"" + voucher + "\", \"amount\": 1000}");
        finance.post(path(voucher, "block"), key(), WHY).expect(200);
        given.later(Duration.ofDays(400));
        assertThat(ben.api().get("/v1/credits/" + voucher).text("/state")).isEqualTo("expired");
        till.post("/v1/redemptions/" + sale.text("/id") + "/reversals", key(), "{}")
                .expect(201);
        assertThat(ben.api().get("/v1/credits/" + voucher).text("/state")).isEqualTo("blocked");
        till.post("/v1/redemptions", key(), purchase(customer, drawOf(voucher))).problem(422, "credit_blocked");
        finance.post(path(voucher, "unblock"), key(), WHY).expect(200);
        assertThat(ben.api().get("/v1/credits/" + voucher).text("/state")).isEqualTo("grace");
        given.redeemed(till, customer, drawOf(voucher));
    }

    @Test
    void activity_moves_blocked_miles_and_a_void_takes_them_back() {
        String miles = one(miles(1_000));
        LocalDate first = lastDay(miles);
        finance.post(path(miles, "block"), key(), WHY).expect(200);
        given.later(Duration.ofDays(60));
        one(miles(10));
        assertThat(lastDay(miles)).isAfter(first);
        ben.api().post(path(miles, "void"), key(), WHY).expect(200);
        finance.post(path(miles, "block"), key(), WHY).problem(422, "credit_voided");
        finance.post(path(miles, "unblock"), key(), WHY).problem(422, "credit_voided");
    }

    // ---- refunds

    @Test
    void what_is_not_goodwill_only_finance_takes_back_for_a_refund() {
        String owed = one(voucher(5_000).replaceFirst("}$", ", \"basis\": \"IN_LIEU\"}"));
        ben.api().post(path(owed, "void"), key(), WHY).problem(422, "finance_only");
        finance.post(path(owed, "void"), key(), WHY).problem(422, "refund_reference_required");
        long settled =
                given.number("select coalesce(sum(amount), 0)::bigint from posting where to_kind = 'SETTLEMENT'");
        Answer voided = finance.post(
                        path(owed, "void"), key(), "{\"reason\": \"Refunded.\", \"refundReference\": \"RF-77021\"}")
                .expect(200);
        assertThat(voided.text("/voided/display")).isEqualTo("USD 50.00");
        assertThat(voided.text("/restored/display")).isEqualTo("USD 50.00");
        assertThat(given.number("select coalesce(sum(amount), 0)::bigint from posting where to_kind = 'SETTLEMENT'"))
                .isEqualTo(settled + 5_000);
        assertThat(given.number("select count(*) from journal where command like '%RF-77021%'"))
                .isZero();
        assertThat(given.number("select count(*) from text where body = 'RF-77021'"))
                .isOne();
    }

    // ---- receipts

    @Test
    void a_spilled_dinner_the_cleaning_bill_by_its_receipt_and_a_certificate_spent_in_parts() {
        // The waiter spills food, offers to pay the cleaning bill, and a gift certificate follows: one call.
        Answer remedy = given.given(
                eve, customer, credit("reimbursement", 6_000, "USD"), credit("gift_certificate", 5_000, "USD"));
        String bill = remedy.text("/credits/0/id");
        String certificate = remedy.text("/credits/1/id");
        assertThat(remedy.text("/value/display")).isEqualTo("USD 110.00");
        // The guest comes back with the cleaner's receipt, below the cap.
        Answer settled = eve.api()
                .post(path(bill, "settlement"), key(), receipt(4_250, "USD"))
                .expect(200);
        assertThat(settled.text("/paid/display")).isEqualTo("USD 42.50");
        assertThat(settled.text("/backToFunding/display")).isEqualTo("USD 17.50");
        assertThat(ben.api().get("/v1/credits/" + bill).text("/state")).isEqualTo("redeemed");
        assertThat(eve.api()
                        .get("/v1/agents/me/headroom?incident=" + remedy.text("/claimNumber"))
                        .text("/incident/used/display"))
                .as("what was not needed restores no window")
                .isEqualTo("USD 110.00");
        // The certificate pays for two dinners.
        given.redeemed(till, customer, "{\"credit\": \"" + certificate + "\", \"amount\": 1800}");
        given.redeemed(till, customer, "{\"credit\": \"" + certificate + "\", \"amount\": 3200}");
        assertThat(ben.api().get("/v1/credits/" + certificate).text("/state")).isEqualTo("redeemed");
        assertThat(given.number("select count(*) from purchase where reference = 'CLEANER-0117'"))
                .isOne();
    }

    @Test
    void a_receipt_above_the_cap_is_paid_up_to_it_and_once() {
        String bill = one(credit("reimbursement", 6_000, "USD"));
        ben.api().post(path(bill, "settlement"), key(), receipt(5_000, "EUR")).problem(422, "other_currency");
        Answer settled = finance.post(path(bill, "settlement"), key(), receipt(9_000, "USD"))
                .expect(200);
        assertThat(settled.text("/paid/display")).isEqualTo("USD 60.00");
        assertThat(settled.text("/backToFunding/amount")).isEqualTo("0");
        finance.post(path(bill, "settlement"), key(), receipt(100, "USD")).problem(422, "credit_used_up");
        String voucher = one(voucher(100));
        finance.post(path(voucher, "settlement"), key(), receipt(100, "USD")).problem(422, "not_a_reimbursement");
        finance.bad().post(path(voucher, "settlement"), key(), "{}").problem(400, "invalid_value");
        String blocked = one(credit("reimbursement", 100, "USD"));
        finance.post(path(blocked, "block"), key(), WHY).expect(200);
        finance.post(path(blocked, "settlement"), key(), receipt(100, "USD")).problem(422, "credit_blocked");
    }

    private static String receipt(long amount, String unit) {
        return "{\"receipt\": {\"reference\": \"CLEANER-0117\", \"total\": {\"amount\": %d, \"unit\": \"%s\"}}}"
                .formatted(amount, unit);
    }
}

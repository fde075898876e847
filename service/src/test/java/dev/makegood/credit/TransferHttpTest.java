package dev.makegood.credit;

import static dev.makegood.given.Bodies.credit;
import static dev.makegood.given.Bodies.draw;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A credit handed on: by its holder at once, and as somebody else has asked when the holder confirms it. */
class TransferHttpTest {

    private static final String CERTIFICATE = credit("gift_certificate", 5_000, "USD");

    private final Given given = new Given();
    private final Person ben = given.agent("SUPERVISOR");
    private final Api finance = given.as(Role.FINANCE);
    private final String giver = given.customer();
    private final String receiver = given.customer();
    private final Api holder = given.customer(giver);
    private final Api other = given.customer(receiver);
    private final Api till = given.partner("transfer-till", giver, receiver);

    private String one(String credit) {
        return given.given(ben, giver, credit).text("/credits/0/id");
    }

    private static String path(String credit) {
        return "/v1/credits/" + credit + "/transfer";
    }

    private String to() {
        return to(receiver);
    }

    private static String to(String customer) {
        return "{\"to\": \"" + customer + "\", \"note\": \"For his birthday.\"}";
    }

    private static String code(String code, String amount) {
        return "{\"code\": \"" + code + "\"" + amount + "}";
    }

    @Test
    void what_was_handed_on_has_no_code_before_its_new_holder_asks_for_one() {
        Answer remedy = given.given(ben, giver, CERTIFICATE);
        String old = remedy.text("/credits/0/code");
        Answer made =
                holder.post(path(remedy.text("/credits/0/id")), key(), to()).expect(201);
        assertThat(made.body()).doesNotContain("lastFour");
        for (Api one : List.of(holder, other)) {
            one.post("/v1/codes/lookup", code(old, "")).problem(422, "code_not_accepted");
        }
        String received = other.get("/v1/transfers/" + made.text("/id")).text("/received");
        String path = "/v1/credits/" + received + "/code";
        holder.post(path, key(), "{}").problem(404, "not_found");
        String own = other.post(path, key(), "{}").expect(200).text("/code");
        till.post("/v1/redemptions", key(), purchase(receiver, code(own, ", \"amount\": 2000")))
                .expect(201);
        assertThat(other.post("/v1/codes/lookup", code(own, "")).expect(200).text("/available/display"))
                .isEqualTo("USD 30.00");
    }

    @Test
    void a_holder_hands_a_certificate_on_at_once_and_both_sides_read_it() {
        String credit = one(CERTIFICATE);
        Answer made = holder.post(path(credit), key(), to()).expect(201);
        assertThat(made.text("/state")).isEqualTo("completed");
        assertThat(made.text("/amount/display")).isEqualTo("USD 50.00");
        assertThat(made.header("Location")).endsWith("/v1/transfers/" + made.text("/id"));
        Answer read = other.get("/v1/transfers/" + made.text("/id")).expect(200);
        assertThat(read.text("/from")).isEqualTo(giver);
        assertThat(read.text("/to")).isEqualTo(receiver);
        assertThat(holder.get("/v1/transfers/" + made.text("/id"))
                        .expect(200)
                        .json()
                        .has("received"))
                .isFalse();
        given.customer(given.customer())
                .get("/v1/transfers/" + made.text("/id"))
                .problem(404, "not_found");
        finance.get("/v1/transfers/trf_01m7yb5c1hemq8k9w39qsaekf4").problem(404, "not_found");

        Answer received = other.get("/v1/credits/" + read.text("/received")).expect(200);
        Answer original = holder.get("/v1/credits/" + credit).expect(200);
        assertThat(received.text("/expiry")).isEqualTo(original.text("/expiry"));
        assertThat(original.text("/state")).isEqualTo("transferred");
        assertThat(received.text("/cameFrom")).isEqualTo(credit);
        assertThat(received.json().has("remedy")).isFalse();
        assertThat(types(received)).containsExactly("transfer");
        assertThat(types(original)).containsExactly("issue", "transfer");
        assertThat(original.text("/available/amount")).isEqualTo("0");
        till.post("/v1/redemptions", key(), purchase(giver, draw(1, "USD"))).problem(422, "insufficient_balance");
        given.redeemed(till, receiver, draw(5_000, "USD"));
        assertThat(given.number("select count(*) from posting where 'TRANSIT' in (from_kind, to_kind)") % 2)
                .isZero();
        assertThat(given.number("select count(*) from journal where command like '%birthday%'"))
                .isZero();
    }

    private static List<String> types(Answer credit) {
        List<String> types = new ArrayList<>();
        credit.at("/postings").forEach(posting -> types.add(posting.path("type").asText()));
        return types;
    }

    @Test
    void what_an_agent_asks_for_waits_until_the_holder_confirms_it_and_is_done_once() {
        String credit = one(CERTIFICATE);
        Answer asked = ben.api().post(path(credit), key(), to()).expect(201);
        String transfer = "/v1/transfers/" + asked.text("/id");
        assertThat(asked.text("/state")).isEqualTo("requested");
        assertThat(holder.get(transfer).text("/state")).isEqualTo("requested");
        assertThat(holder.get("/v1/credits/" + credit).text("/available/amount"))
                .isEqualTo("5000");
        other.post(transfer + "/confirmation", key(), "{}").problem(404, "not_found");
        ben.api().post(transfer + "/confirmation", key(), "{}").problem(403, "forbidden");
        Answer sale = given.redeemed(till, giver, "{\"credit\": \"" + credit + "\", \"amount\": 2000}");
        Answer done = holder.post(transfer + "/confirmation", key(), "{}").expect(200);
        assertThat(done.text("/amount/display")).isEqualTo("USD 30.00");
        assertThat(finance.get(transfer).text("/state")).isEqualTo("completed");
        holder.post(transfer + "/confirmation", key(), "{}").problem(422, "transfer_done");
        // What was spent before comes back to the first customer, and a confirmation counts once for ever.
        till.post("/v1/redemptions/" + sale.text("/id") + "/reversals", key(), "{}")
                .expect(201);
        holder.post(transfer + "/confirmation", key(), "{}").problem(422, "transfer_done");
        assertThat(holder.get("/v1/credits/" + credit).text("/available/amount"))
                .isEqualTo("2000");
        assertThat(other.get("/v1/customers/" + receiver + "/balances").text("/balances/0/available/amount"))
                .isEqualTo("3000");
    }

    @Test
    void a_transfer_does_not_reset_the_expiry() {
        String credit = one(CERTIFICATE.replaceFirst("}$", ", \"lasts\": \"P30D\"}"));
        String date = holder.get("/v1/credits/" + credit).text("/expiry/at");
        given.later(Duration.ofDays(20));
        Answer made = holder.post(path(credit), key(), to()).expect(201);
        String received = other.get("/v1/transfers/" + made.text("/id")).text("/received");
        assertThat(other.get("/v1/credits/" + received).text("/expiry/at")).isEqualTo(date);
        // A day more than it lasts, since days are counted where a clock may be set back.
        given.later(Duration.ofDays(12));
        assertThat(other.get("/v1/credits/" + received).text("/state")).isEqualTo("expired");
        other.post(path(received), key(), to(giver)).problem(422, "credit_expired");
    }

    @Test
    void nothing_overwrites_what_a_credit_was_given_with() {
        String credit = one(CERTIFICATE);
        holder.post(path(credit), key(), to()).expect(201);
        finance.post("/v1/credits/" + credit + "/extension", key(), "{}").problem(422, "credit_used_up");
        assertThat(holder.get("/v1/credits/" + credit).text("/amount/amount")).isEqualTo("5000");
        assertThat(
                        given.number(
                                "select count(*) from pg_trigger where tgname = 'append_only' and tgrelid = 'credit'::regclass"))
                .isOne();
    }

    @Test
    void a_certificate_used_in_part_keeps_its_remainder_for_both() {
        String credit = one(CERTIFICATE);
        given.redeemed(till, giver, "{\"credit\": \"" + credit + "\", \"amount\": 1999}");
        Answer made = holder.post(path(credit), key(), to()).expect(201);
        assertThat(made.text("/amount/display")).isEqualTo("USD 30.01");
        given.redeemed(till, receiver, draw(3_001, "USD"));
    }

    @Test
    void miles_goodwill_money_and_receipts_stay_with_their_customer() {
        for (String kind : List.of(miles(100), voucher(100), credit("reimbursement", 100, "USD"))) {
            holder.post(path(one(kind)), key(), to()).problem(422, "not_transferable");
        }
        String bound = one(CERTIFICATE.replaceFirst("}$", ", \"restrictions\": {\"holder\": \"CUSTOMER\"}}"));
        ben.api().post(path(bound), key(), to()).problem(422, "not_transferable");
        String owed = one(voucher(100).replaceFirst("}$", ", \"basis\": \"IN_LIEU\"}"));
        holder.post(path(owed), key(), to(giver)).problem(422, "not_transferable");
        holder.post(path(owed), key(), to()).expect(201);
        holder.post(path(owed), key(), to()).problem(422, "credit_used_up");
        other.post(path(owed), key(), to()).problem(404, "not_found");
        holder.bad().post(path(owed), key(), "{}").problem(400, "invalid_value");
        String blocked = one(CERTIFICATE);
        finance.post("/v1/credits/" + blocked + "/block", key(), "{\"reason\": \"Stolen.\"}")
                .expect(200);
        holder.post(path(blocked), key(), to()).problem(422, "credit_blocked");
    }

    @Test
    void its_parts_have_the_parts_of_its_values_and_voids_restore_exactly_what_was_used() {
        Answer remedy = given.given(ben, giver, credit("gift_certificate", 3_333, "USD"));
        String credit = remedy.text("/credits/0/id");
        Answer sale = given.redeemed(till, giver, draw(1_111, "USD"));
        Answer made = holder.post(path(credit), key(), to()).expect(201);
        till.post("/v1/redemptions/" + sale.text("/id") + "/reversals", key(), "{}")
                .expect(201);
        String received = finance.get("/v1/transfers/" + made.text("/id")).text("/received");
        String why = "{\"reason\": \"Given to the wrong customer.\"}";
        ben.api().post("/v1/credits/" + received + "/void", key(), why).expect(200);
        ben.api().post("/v1/credits/" + credit + "/void", key(), why).expect(200);
        assertThat(ben.api()
                        .get("/v1/agents/me/headroom?incident=" + remedy.text("/claimNumber"))
                        .text("/incident/used/amount"))
                .isEqualTo("0");
    }

    @Test
    void the_word_with_it_is_read_by_both_sides_and_extensions_are_not_renewed() {
        String credit = one(CERTIFICATE);
        holder.post("/v1/credits/" + credit + "/extension", key(), "{}").expect(200);
        Answer made = holder.post(path(credit), key(), to()).expect(201);
        for (Api side : new Api[] {holder, other}) {
            assertThat(side.get("/v1/transfers/" + made.text("/id")).text("/note"))
                    .isEqualTo("For his birthday.");
        }
        String received = other.get("/v1/transfers/" + made.text("/id")).text("/received");
        other.post("/v1/credits/" + received + "/extension", key(), "{}").problem(422, "already_extended");
        Answer back = other.post(path(received), key(), to(giver)).expect(201);
        String again = holder.get("/v1/transfers/" + back.text("/id")).text("/received");
        holder.post("/v1/credits/" + again + "/extension", key(), "{}").problem(422, "already_extended");
        ben.api().post("/v1/credits/" + again + "/extension", key(), "{}").expect(200);
    }

    @Test
    void what_is_not_found_makes_nobody_a_customer_and_what_arrived_is_no_remedy() {
        String credit = one(CERTIFICATE);
        String nobody = given.customer() + "-nobody";
        other.post(path(credit), key(), to(nobody)).problem(404, "not_found");
        assertThat(given.number("select count(*) from customer where number = '" + nobody + "'"))
                .isZero();
        holder.post(path(credit), key(), to()).expect(201);
        String entry =
                finance.get("/v1/journal?customer=" + receiver).expect(200).text("/items/0/id");
        finance.get("/v1/remedies/" + entry.replace("jrn_", "rem_")).problem(404, "not_found");
    }
}

package dev.makegood.platform.http;

import static dev.makegood.given.Bodies.draw;
import static dev.makegood.given.Bodies.purchase;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Bodies;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A request whose key belongs to one that still runs waits for it, and is told so after ten seconds. */
class KeyBusyHttpTest {

    private static final String CAP = Bodies.credit("reimbursement", 6_000, "USD");
    private static final String GIFT = Bodies.credit("gift_certificate", 500, "USD");
    private static final String RECEIPT =
            "{\"receipt\": {\"reference\": \"CLEANER-9\", \"total\": {\"amount\": 100, \"unit\": \"USD\"}}}";

    private final Given given = new Given();
    private final Person ben = given.agent("SUPERVISOR");
    private final String customer = given.customer();
    private final Api till = given.partner("busy-till", customer);

    private Answer about(Answer remedy, int credit, String what, String key, String body) {
        String path = "/v1/credits/" + remedy.text("/credits/" + credit + "/id") + "/" + what;
        return given.as(Role.FINANCE).post(path, key, body);
    }

    @Test
    void after_ten_seconds_the_second_is_told_that_the_first_still_runs() throws SQLException {
        String reminder = given.reminded(given.given(ben, customer, voucher(100)), 30);
        Answer remedy = given.given(ben, customer, voucher(1_000), voucher(2_000), CAP, GIFT, GIFT, voucher(300));
        Answer redeemed = given.redeemed(till, customer, draw(500, "USD"));
        String to = "{\"to\": \"" + given.customer() + "\"}";
        Answer asked = about(remedy, 4, "transfer", key(), to).expect(201);
        Answer blocked = given.given(ben, customer, voucher(300));
        about(blocked, 0, "block", key(), "{\"reason\": \"Stolen.\"}").expect(200);
        Answer hold = till.post("/v1/holds", key(), purchase(customer, draw(100, "USD")))
                .expect(201);
        Answer other = till.post("/v1/holds", key(), purchase(customer, draw(100, "USD")))
                .expect(201);
        List<Supplier<Answer>> requests = List.of(
                twice(key -> till.post("/v1/holds", key, purchase(customer, draw(100, "USD")))),
                twice(key -> till.post("/v1/holds/" + hold.text("/id") + "/captures", key, "{}")),
                twice(key -> till.post("/v1/holds/" + other.text("/id") + "/release", key, "{}")),
                twice(key -> till.post("/v1/redemptions", key, purchase(customer, draw(100, "USD")))),
                twice(key -> till.post("/v1/redemptions/" + redeemed.text("/id") + "/reversals", key, "{}")),
                twice(key -> ben.api()
                        .post(
                                "/v1/credits/" + remedy.text("/credits/1/id") + "/void",
                                key,
                                "{\"reason\": \"A slip.\"}")),
                twice(key -> about(remedy, 0, "extension", key, "{}")),
                twice(key -> about(remedy, 5, "block", key, "{\"reason\": \"Stolen.\"}")),
                twice(key -> about(blocked, 0, "unblock", key, "{\"reason\": \"Found.\"}")),
                twice(key -> about(remedy, 2, "settlement", key, RECEIPT)),
                twice(key ->
                        till.post("/v1/reminders/" + reminder + "/delivery", key, "{\"outcome\": \"undelivered\"}")),
                twice(key -> about(remedy, 0, "code", key, "{}")),
                twice(key -> about(remedy, 3, "transfer", key, to)),
                twice(key -> given.customer(customer)
                        .post("/v1/transfers/" + asked.text("/id") + "/confirmation", key, "{}")),
                twice(key -> ben.api()
                        .post(
                                "/v1/incidents/" + remedy.text("/incident") + "/contacts",
                                key,
                                "{\"kind\": \"trip\", \"channel\": \"DESK\"}")),
                twice(key -> ben.api().post("/v1/incidents/" + remedy.text("/incident") + "/resolution", key, "{}")),
                twice(key -> till.put("/v1/customers/" + customer, key, "{\"zone\": \"Europe/Rome\"}")));
        lateIsToldSo(
                requests,
                "select 1 from customer where number = '" + customer + "' for update",
                "select 1 from incident_head where incident in (select id from incident i join customer c on"
                        + " c.key = i.owner where c.number = '" + customer + "') for update",
                "select 1 from customer_head h join customer c on c.key = h.owner where c.number = '" + customer
                        + "' for update of h");
    }

    /** While the settings change, everybody else waits; so these have the ledger for themselves. */
    @Test
    void a_change_of_the_settings_is_no_exception() throws SQLException {
        Api finance = given.as(Role.FINANCE);
        Api admin = given.as(Role.ADMIN);
        String rate = Bodies.rate("voucher", "XPF", "0.9", "0.9", "0.7");
        String registration = "{\"level\": \"FRONTLINE\", \"costCentre\": \"EAST\"}";
        String agent = registration.replace("{", "{\"subject\": \"busy-" + customer + "\", ");
        String limits = "{\"level\": \"BUSY\", \"notLimited\": [\"incident\", \"day\", \"month\"]}";
        String next = "{\"overLimitTo\": []}";
        admin.put("/v1/levels/BUSY", key(), next).expect(200);
        lateIsToldSo(
                List.of(
                        twice(key -> finance.post("/v1/rates", key, rate)),
                        twice(key -> finance.post("/v1/limits", key, limits)),
                        twice(key -> admin.post("/v1/agents", key, agent)),
                        twice(key -> admin.put("/v1/agents/" + ben.id(), key, registration)),
                        twice(key -> admin.put("/v1/levels/BUSY", key, next)),
                        twice(key -> admin.put("/v1/cost-centres/BUSY", key, "{\"zone\": \"Asia/Tokyo\"}"))),
                "lock table settings in share mode");
    }

    /** @param holding statements that lock what the requests lock */
    private void lateIsToldSo(List<Supplier<Answer>> requests, String... holding) throws SQLException {
        List<CompletableFuture<Answer>> answers;
        try (Connection holder = given.service().database().owner()) {
            holder.setAutoCommit(false);
            for (String sql : holding) {
                try (PreparedStatement statement = holder.prepareStatement(sql)) {
                    statement.execute();
                }
            }
            answers = requests.stream()
                    .flatMap(request -> Stream.of(request, request))
                    .map(CompletableFuture::supplyAsync)
                    .toList();
            for (int i = 0; i < answers.size(); i += 2) {
                // Of the two, whoever came second.
                Answer late = (Answer) CompletableFuture.anyOf(answers.get(i), answers.get(i + 1))
                        .join();
                late.problem(409, "idempotency_key_busy");
                assertThat(late.header("Retry-After")).isNotEmpty();
            }
            holder.rollback();
        }
        for (int i = 0; i < answers.size(); i += 2) {
            assertThat(List.of(
                            answers.get(i).join().status(),
                            answers.get(i + 1).join().status()))
                    .contains(409)
                    .containsAnyOf(200, 201);
        }
    }

    private interface Request {
        Answer send(String key);
    }

    private static Supplier<Answer> twice(Request request) {
        String key = key();
        return () -> request.send(key);
    }
}

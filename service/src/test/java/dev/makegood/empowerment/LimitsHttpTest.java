package dev.makegood.empowerment;

import static dev.makegood.given.Bodies.rate;
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
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LimitsHttpTest {

    private static final String PATH = "/v1/limits";

    private final Given given = new Given();
    private final Api finance = given.named(Role.FINANCE, "controller");
    private final Api admin = given.named(Role.ADMIN, "registry-office");

    private static String usd(String window, long cents) {
        return ", \"" + window + "\": {\"amount\": " + cents + ", \"unit\": \"USD\"}";
    }

    private static String limits(String of, String name, long incident, long day, String more) {
        return "{\"" + of + "\": \"" + name + "\"" + usd("incident", incident) + usd("day", day) + more + "}";
    }

    /** A level of this test alone. */
    private String level() {
        String level = "L" + System.nanoTime();
        admin.put("/v1/levels/" + level, key(), "{\"overLimitTo\": [\"SUPERVISOR\"], \"replyMinutes\": 5}")
                .expect(200);
        return level;
    }

    @Test
    void finance_raises_a_limit_from_a_date_on_and_says_what_is_not_limited() {
        String level = level();
        Answer first = finance.post(PATH, key(), limits("level", level, 1_000, 2_000, ", \"notLimited\": [\"month\"]"))
                .expect(201);
        assertThat(first.header("Location")).endsWith(PATH + "/" + first.text("/version"));
        assertThat(first.json().has("month")).isFalse();
        assertThat(first.text("/setBy/subject")).isEqualTo("controller");
        Person amy = given.agent(level);
        Instant tomorrow = given.now().plus(Duration.ofDays(1));
        String later = ", \"notLimited\": [\"month\"], \"validFrom\": \"" + tomorrow + "\"";
        String key = key();
        Answer raised = finance.post(PATH, key, limits("level", level, 5_000, 5_000, later))
                .expect(201);
        assertThat(finance.post(PATH, key, limits("level", level, 5_000, 5_000, later))
                        .json())
                .isEqualTo(raised.json());
        amy.api()
                .post("/v1/remedies", key(), remedy(given.delay(given.customer()), voucher(1_001)))
                .problem(422, "limit_exceeded");
        given.later(Duration.ofDays(1));
        given.given(amy, given.customer(), voucher(1_001));
        Answer list = given.as(Role.AUDITOR)
                .get(PATH + "?level=" + level + "&limit=1")
                .expect(200);
        assertThat(list.at("/items/0")).isEqualTo(raised.json());
        Answer rest = given.as(Role.AUDITOR)
                .get(PATH + "?level=" + level + "&limit=1&cursor=" + list.text("/next"))
                .expect(200);
        assertThat(rest.at("/items/0")).isEqualTo(first.json());
        Answer read = finance.get(PATH + "/" + first.text("/version")).expect(200);
        assertThat(read.json()).isEqualTo(first.json());
        finance.header("If-None-Match", read.header("ETag"))
                .get(PATH + "/" + first.text("/version"))
                .expect(304);
        finance.get(PATH + "/9007199254740991").problem(404, "not_found");
    }

    @Test
    void one_persons_own_limit_goes_before_the_levels_and_ends() {
        String level = level();
        finance.post(PATH, key(), limits("level", level, 1_000, 2_000, usd("month", 3_000)))
                .expect(201);
        Person amy = given.agent(level);
        Instant end = given.now().plus(Duration.ofHours(1));
        finance.post(
                        PATH,
                        key(),
                        limits("agent", amy.id(), 9_000, 9_000, usd("month", 9_000) + ", \"validTo\": \"" + end + "\""))
                .expect(201);
        given.given(amy, given.customer(), voucher(1_500));
        given.later(Duration.ofHours(1));
        amy.api()
                .post("/v1/remedies", key(), remedy(given.delay(given.customer()), voucher(1_001)))
                .problem(422, "limit_exceeded");
        assertThat(finance.get(PATH + "?agent=" + amy.id()).at("/items")).hasSize(1);
    }

    @Test
    void an_auditor_asks_whether_it_was_within_the_limit_at_that_minute_and_under_which_version() {
        String level = level();
        Answer set = finance.post(PATH, key(), limits("level", level, 1_000, 1_500, usd("month", 9_000)))
                .expect(201);
        Person amy = given.agent(level);
        given.given(amy, given.customer(), voucher(800));
        String customer = given.customer();
        amy.api()
                .post("/v1/remedies", key(), remedy(given.delay(customer), voucher(900)))
                .problem(422, "limit_exceeded");
        // Lowered since: what was decided keeps the version under which it was.
        finance.post(PATH, key(), limits("level", level, 1, 1, usd("month", 1))).expect(201);
        Api auditor = given.as(Role.AUDITOR);
        Answer entries = auditor.get("/v1/journal?agent=" + amy.id()).expect(200);
        Answer given1 = auditor.get("/v1/journal/" + entries.text("/items/0/id") + "/limits")
                .expect(200);
        assertThat(given1.at("/accepted").asBoolean()).isTrue();
        assertThat(given1.at("/within").asBoolean()).isTrue();
        assertThat(given1.at("/limits")).isEqualTo(set.json());
        assertThat(given1.text("/windows/1/window")).isEqualTo("day");
        assertThat(given1.text("/windows/1/used/display")).isEqualTo("USD 0.00");
        assertThat(given1.text("/windows/1/requested/display")).isEqualTo("USD 8.00");
        String refused = entries.text("/items/1/id");
        Answer no = auditor.get("/v1/journal/" + refused + "/limits").expect(200);
        assertThat(no.at("/accepted").asBoolean()).isFalse();
        assertThat(no.at("/within").asBoolean()).isFalse();
        assertThat(no.at("/windows/0/within").asBoolean()).isTrue();
        assertThat(no.text("/windows/1/used/display")).isEqualTo("USD 8.00");
        auditor.header("If-None-Match", no.header("ETag"))
                .get("/v1/journal/" + refused + "/limits")
                .expect(304);
        // A cost centre is set under no limits.
        Answer first = auditor.get("/v1/journal?limit=1").expect(200);
        auditor.get("/v1/journal/" + first.text("/items/0/id") + "/limits").problem(404, "not_found");
    }

    @Test
    void who_may_give_sets_no_limits_and_nobody_their_own() {
        String subject = "person-" + UUID.randomUUID();
        String id = admin.post(
                        "/v1/agents",
                        key(),
                        "{\"subject\": \"" + subject + "\", \"level\": \"FRONTLINE\", \"costCentre\": \"EAST\"}")
                .expect(201)
                .text("/agent");
        Api both = given.named(Role.FINANCE, subject);
        String tomorrow = ", \"validTo\": \"" + given.now().plus(Duration.ofDays(1)) + "\"";
        both.post(PATH, key(), limits("agent", id, 1, 1, usd("month", 1) + tomorrow))
                .problem(422, "own_limit");
        both.post(PATH, key(), limits("level", "FRONTLINE", 1, 1, usd("month", 1)))
                .problem(422, "own_limit");
        both.post(PATH, key(), limits("level", "SUPERVISOR", 1, 1, usd("month", 1)))
                .problem(422, "giver_sets_limits");
        given.named(Role.ADMIN, subject)
                .put("/v1/levels/FRONTLINE", key(), "{\"overLimitTo\": []}")
                .problem(422, "own_limit");
        // What a mile is worth, and when a day begins, count against a limit as much as the limit does.
        both.post("/v1/rates", key(), rate("voucher", "SEK", "0.1", "0.1", "0.1"))
                .problem(422, "giver_sets_limits");
        given.named(Role.ADMIN, subject)
                .put("/v1/cost-centres/EAST", key(), "{\"zone\": \"Pacific/Kiritimati\"}")
                .problem(422, "giver_sets_limits");
    }

    @Test
    void who_is_to_have_an_authority_sets_no_limits_before_it_begins_and_who_has_none_may() {
        String level = level();
        String subject = "person-" + UUID.randomUUID();
        admin.post(
                        "/v1/agents",
                        key(),
                        "{\"subject\": \"" + subject + "\", \"level\": \"" + level + "\", \"costCentre\": \"EAST\"}")
                .expect(201);
        Api fay = given.named(Role.FINANCE, subject);
        String other = level();
        finance.post(PATH, key(), limits("level", level, 0, 0, usd("month", 0))).expect(201);
        Answer set = fay.post(PATH, key(), limits("level", other, 1, 0, usd("month", 0)))
                .expect(201);
        assertThat(set.text("/day/display")).isEqualTo("USD 0.00");
        String monday = ", \"validFrom\": \"" + given.now().plus(Duration.ofDays(3)) + "\"";
        finance.post(PATH, key(), limits("level", level, 1, 1, usd("month", 1) + monday))
                .expect(201);
        fay.post(PATH, key(), limits("level", other, 1, 1, usd("month", 1))).problem(422, "giver_sets_limits");
    }

    @Test
    void where_nobody_has_set_limits_nothing_may_be_given_and_the_auditor_sees_none() {
        Person new1 = given.agent(level());
        new1.api()
                .post("/v1/remedies", key(), remedy(given.delay(given.customer()), voucher(1)))
                .problem(422, "limit_exceeded");
        Api auditor = given.as(Role.AUDITOR);
        String entry = auditor.get("/v1/journal?agent=" + new1.id()).text("/items/0/id");
        Answer none = auditor.get("/v1/journal/" + entry + "/limits").expect(200);
        assertThat(none.json().has("limits")).isFalse();
        assertThat(none.text("/windows/0/limit/display")).isEqualTo("USD 0.00");
    }

    @Test
    void a_lost_answer_is_given_again_after_the_limits_have_ended() {
        Person amy = given.agent("FRONTLINE");
        String end = ", \"validTo\": \"" + given.now().plus(Duration.ofHours(1)) + "\"";
        String body = limits("agent", amy.id(), 1, 1, usd("month", 1) + end);
        String key = key();
        Answer first = finance.post(PATH, key, body).expect(201);
        given.later(Duration.ofHours(2));
        Answer again = finance.post(PATH, key, body).expect(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(finance.post(PATH, key(), body).problem(422, "in_the_past").pointers())
                .containsExactly("/validTo");
    }

    @Test
    void what_is_wrong_is_named_where_it_is() {
        assertThat(finance.bad()
                        .post(PATH, key(), "{}")
                        .problem(400, "invalid_value")
                        .pointers())
                .containsExactly("/level", "/incident", "/day", "/month");
        String twice = limits("level", "FRONTLINE", 1, 1, usd("month", 1) + ", \"notLimited\": [\"month\"]");
        assertThat(finance.post(PATH, key(), twice)
                        .problem(400, "invalid_value")
                        .pointers())
                .containsExactly("/month");
        String euros = limits("level", "FRONTLINE", 1, 1, usd("month", 1)).replace("USD", "EUR");
        assertThat(finance.post(PATH, key(), euros)
                        .problem(400, "invalid_value")
                        .pointers())
                .containsExactly("/incident/unit", "/day/unit", "/month/unit");
        String endless = limits("agent", "agt_01m7yb5c1hemq8k9w39qsaekf4", 1, 1, usd("month", 1));
        assertThat(finance.post(PATH, key(), endless)
                        .problem(400, "invalid_value")
                        .pointers())
                .containsExactly("/validTo");
        String tomorrow = ", \"validTo\": \"" + given.now().plus(Duration.ofDays(1)) + "\"";
        assertThat(finance.post(
                                PATH,
                                key(),
                                limits("agent", "agt_01m7yb5c1hemq8k9w39qsaekf4", 1, 1, usd("month", 1) + tomorrow))
                        .problem(422, "agent_not_registered")
                        .pointers())
                .containsExactly("/agent");
        assertThat(finance.post(PATH, key(), limits("level", "GENERAL", 1, 1, usd("month", 1)))
                        .problem(422, "unknown_level")
                        .pointers())
                .containsExactly("/level");
        assertThat(finance.bad()
                        .post(PATH, key(), limits("level", "FRONTLINE", -1, 1, usd("month", 1)))
                        .problem(400, "invalid_value")
                        .pointers())
                .containsExactly("/incident/amount");
    }

    @Test
    void a_level_is_said_anew_and_what_was_said_is_kept() {
        String level = level();
        Answer read = given.agent("FRONTLINE").api().get("/v1/levels/" + level).expect(200);
        assertThat(read.at("/overLimitTo")).hasSize(1);
        Answer changed = admin.put("/v1/levels/" + level, key(), "{\"overLimitTo\": [\"FINANCE\", \"REGIONAL\"]}")
                .expect(200);
        assertThat(changed.json().has("replyMinutes")).isFalse();
        assertThat(admin.get("/v1/levels/" + level).json()).isEqualTo(changed.json());
        assertThat(read.json().has("setBy")).isFalse();
        Answer history = given.as(Role.AUDITOR)
                .get("/v1/levels/" + level + "/versions?limit=1")
                .expect(200);
        assertThat(history.at("/items/0")).isEqualTo(changed.json());
        Answer before = given.as(Role.AUDITOR)
                .get("/v1/levels/" + level + "/versions?limit=1&cursor=" + history.text("/next"))
                .expect(200);
        assertThat(before.text("/items/0/version")).isEqualTo(read.text("/version"));
        assertThat(admin.get("/v1/levels?limit=200").expect(200).at("/items").findValuesAsText("level"))
                .contains(level, "FRONTLINE")
                .doesNotHaveDuplicates();
        admin.get("/v1/levels/NONE").problem(404, "not_found");
        admin.get("/v1/levels/NONE/versions").problem(404, "not_found");
        admin.bad()
                .put("/v1/levels/" + level, key(), "{\"overLimitTo\": [\"FINANCE\", \"FINANCE\"], \"replyMinutes\": 0}")
                .problem(400, "invalid_value");
    }
}

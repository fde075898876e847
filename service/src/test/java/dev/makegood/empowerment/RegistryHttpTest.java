package dev.makegood.empowerment;

import static dev.makegood.given.Bodies.credit;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RegistryHttpTest {

    private static final String PATH = "/v1/agents";
    private static final String NOBODY = "agt_01m7yb5c1hemq8k9w39qsaekf4";

    private final Given given = new Given();
    private final Api admin = given.named(Role.ADMIN, "registry-office");

    private static String name() {
        return "person-" + UUID.randomUUID();
    }

    private static String registration(String more) {
        return "{\"level\": \"FRONTLINE\", \"costCentre\": \"EAST\"" + more + "}";
    }

    private static String agent(String subject, String more) {
        return registration(", \"subject\": \"" + subject + "\"" + more);
    }

    private String register(String subject, String more) {
        return admin.post(PATH, key(), agent(subject, more)).expect(201).text("/agent");
    }

    @Test
    void whom_an_admin_registers_gives_at_once_and_the_registry_says_who_said_so() {
        String subject = name();
        String key = key();
        String body = agent(subject, ", \"ownCustomers\": [\"" + subject + "\"]");
        Answer made = admin.post(PATH, key, body).expect(201);
        assertThat(made.header("Location")).endsWith(PATH + "/" + made.text("/agent"));
        assertThat(made.text("/subject")).isEqualTo(subject);
        assertThat(made.text("/setBy/subject")).isEqualTo("registry-office");
        assertThat(made.text("/activeFrom")).isEqualTo(made.text("/recordedAt"));
        assertThat(made.at("/household")).isEmpty();
        Answer again = admin.post(PATH, key, body).expect(201);
        assertThat(again.json()).isEqualTo(made.json());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");

        Api person = given.named(Role.AGENT, subject);
        person.post("/v1/remedies", key(), remedy(given.delay(given.customer()), voucher(1_000)))
                .expect(201);
        Answer history = given.as(Role.AUDITOR)
                .get(PATH + "/" + made.text("/agent") + "/registrations")
                .expect(200);
        assertThat(history.at("/items")).hasSize(1);
        assertThat(history.at("/items/0")).isEqualTo(made.json());
        assertThat(admin.post(PATH, key(), body).problem(409, "agent_exists").text("/agent"))
                .isEqualTo(made.text("/agent"));
        // A rule may have the name of a person: who acts is somebody in a role.
        admin.post(PATH, key(), agent(subject, ", \"role\": \"system\"")).expect(201);
    }

    @Test
    void a_change_counts_at_once_and_what_was_said_before_is_kept() {
        Person boss = given.agent("SUPERVISOR");
        String subject = name();
        String id = register(subject, "");
        Api person = given.named(Role.AGENT, subject);
        Answer changed = admin.put(
                        PATH + "/" + id,
                        key(),
                        "{\"level\": \"SUPERVISOR\", \"costCentre\": \"EAST\", \"manager\": \"" + boss.id() + "\"}")
                .expect(200);
        assertThat(person.get("/v1/agents/me/headroom").text("/day/limit/display"))
                .isEqualTo("USD 3,000.00");
        Answer read = person.get(PATH + "/" + id).expect(200);
        assertThat(read.text("/manager")).isEqualTo(boss.id());
        Instant gone = given.now().plus(Duration.ofMillis(1));
        admin.put(PATH + "/" + id, key(), registration(", \"activeTo\": \"" + gone + "\""))
                .expect(200);
        given.later(Duration.ofSeconds(1));
        person.post("/v1/remedies", key(), remedy(given.delay(given.customer()), voucher(1_000)))
                .problem(422, "agent_inactive");
        Answer first = given.as(Role.AUDITOR)
                .get(PATH + "/" + id + "/registrations?limit=2")
                .expect(200);
        assertThat(first.at("/items")).hasSize(2);
        assertThat(first.at("/items/1")).isEqualTo(changed.json());
        Answer rest = given.as(Role.AUDITOR)
                .get(PATH + "/" + id + "/registrations?limit=2&cursor=" + first.text("/next"))
                .expect(200);
        assertThat(rest.at("/items")).hasSize(1);
        assertThat(rest.text("/items/0/level")).isEqualTo("FRONTLINE");
        // Finance sees who gives, and not with whom they live.
        assertThat(given.as(Role.FINANCE)
                        .get(PATH + "/" + id + "/registrations?limit=1")
                        .at("/items/0")
                        .has("household"))
                .isFalse();
        admin.get(PATH + "/" + NOBODY + "/registrations").problem(404, "not_found");
        admin.put(PATH + "/" + NOBODY, key(), registration("")).problem(404, "not_found");
    }

    @Test
    void nobody_gives_to_themselves_or_to_their_household() {
        String self = given.customer();
        String partner = given.customer();
        String subject = name();
        register(subject, ", \"ownCustomers\": [\"" + self + "\"], \"household\": [\"" + partner + "\"]");
        Api person = given.named(Role.AGENT, subject);
        person.post("/v1/remedies", key(), remedy(given.delay(self), voucher(100)))
                .problem(422, "own_customer");
        String key = key();
        String body = remedy(given.delay(partner), voucher(100));
        person.post("/v1/remedies", key, body).problem(422, "own_household");
        Answer again = person.post("/v1/remedies", key, body).problem(422, "own_household");
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        // A colleague may, and nobody makes that last longer for themselves.
        Answer remedy = given.given(given.agent("FRONTLINE"), self, voucher(100));
        String credit = "/v1/credits/" + remedy.text("/credits/0/id");
        person.post(credit + "/extension", key(), "{}").problem(422, "own_customer");
        person.post(credit + "/code", key(), "{}").problem(422, "own_customer");
        // Nor by another token of theirs.
        Api asFinance = given.named(Role.FINANCE, subject);
        asFinance.post(credit + "/extension", key(), "{}").problem(422, "own_customer");
        asFinance
                .post(credit + "/transfer", key(), "{\"to\": \"" + partner + "\"}")
                .problem(422, "own_customer");
        Answer receipt = given.given(given.agent("FRONTLINE"), partner, credit("reimbursement", 6_000, "USD"));
        asFinance
                .post(
                        "/v1/credits/" + receipt.text("/credits/0/id") + "/settlement",
                        key(),
                        "{\"receipt\": {\"reference\": \"C-9\", \"total\": {\"amount\": 100, \"unit\": \"USD\"}}}")
                .problem(422, "own_household");
    }

    @Test
    void nobody_registers_or_changes_themselves_and_who_gives_changes_nobody() {
        String subject = name();
        Api both = given.named(Role.ADMIN, subject);
        both.post(PATH, key(), agent(subject, "")).problem(422, "own_limit");
        String id = register(subject, "");
        both.put(PATH + "/" + id, key(), registration("")).problem(422, "own_limit");
        Person other = given.agent("FRONTLINE");
        both.put(PATH + "/" + other.id(), key(), registration("")).problem(422, "giver_sets_limits");
        both.post(PATH, key(), agent(name(), "")).problem(422, "giver_sets_limits");
        admin.put(
                        PATH + "/" + id,
                        key(),
                        registration(", \"activeTo\": \"" + given.now().plus(Duration.ofMillis(1)) + "\""))
                .expect(200);
        given.later(Duration.ofSeconds(1));
        // Who no longer gives may.
        both.put(PATH + "/" + other.id(), key(), registration("")).expect(200);
    }

    @Test
    void what_is_wrong_is_named_where_it_is() {
        Answer empty = admin.bad().post(PATH, key(), "{}").problem(400, "invalid_value");
        assertThat(empty.pointers()).containsExactlyInAnyOrder("/level", "/costCentre", "/subject");
        Answer backwards = admin.bad()
                .post(
                        PATH,
                        key(),
                        agent(
                                name(),
                                ", \"activeFrom\": \"2026-12-01T00:00:00Z\", \"activeTo\": \"2026-12-01T00:00:00Z\""))
                .problem(400, "invalid_value");
        assertThat(backwards.pointers()).containsExactly("/activeTo");
        assertThat(admin.post(PATH, key(), agent(name(), "").replace("FRONTLINE", "GENERAL"))
                        .problem(422, "unknown_level")
                        .pointers())
                .containsExactly("/level");
        assertThat(admin.post(PATH, key(), agent(name(), "").replace("EAST", "NOWHERE"))
                        .problem(422, "unknown_cost_centre")
                        .pointers())
                .containsExactly("/costCentre");
        assertThat(admin.post(PATH, key(), agent(name(), ", \"manager\": \"" + NOBODY + "\""))
                        .problem(422, "unknown_manager")
                        .pointers())
                .containsExactly("/manager");
        Person boss = given.agent("FRONTLINE");
        assertThat(admin.put(PATH + "/" + boss.id(), key(), registration(", \"manager\": \"" + boss.id() + "\""))
                        .problem(422, "own_manager")
                        .pointers())
                .containsExactly("/manager");
        assertThat(admin.bad()
                        .post(PATH, key(), agent(name(), "").replace("EAST", "east"))
                        .problem(400, "invalid_value")
                        .pointers())
                .containsExactly("/costCentre");
    }

    @Test
    void the_list_is_of_everybody_as_they_are_now() {
        String centre = "C" + System.nanoTime();
        String cost = admin.put("/v1/cost-centres/" + centre, key(), "{\"zone\": \"America/Denver\"}")
                .expect(200)
                .text("/id");
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(admin.post(PATH, key(), agent(name(), "").replace("EAST", centre))
                    .expect(201)
                    .text("/agent"));
        }
        admin.put(PATH + "/" + made.get(1), key(), registration("")).expect(200);
        Answer page = admin.get(PATH + "?limit=1&level=FRONTLINE&costCentre=" + centre)
                .expect(200);
        assertThat(page.text("/items/0/agent")).isEqualTo(made.get(0));
        Answer next = admin.get(
                        PATH + "?limit=1&level=FRONTLINE&costCentre=" + centre + "&cursor=" + page.text("/next"))
                .expect(200);
        assertThat(next.text("/items/0/agent")).isEqualTo(made.get(2));
        assertThat(next.json().has("next")).isFalse();
        assertThat(admin.get(PATH + "?costCentre=" + cost).at("/items")).hasSize(2);
        assertThat(admin.get(PATH + "?costCentre=NOWHERE").at("/items")).isEmpty();
        assertThat(admin.get(PATH + "?level=SUPERVISOR&costCentre=" + cost).at("/items"))
                .isEmpty();
    }

    @Test
    void a_cost_centre_moves_to_another_zone() {
        String code = "Z" + System.nanoTime();
        String path = "/v1/cost-centres/" + code;
        Answer made = admin.put(path, key(), "{\"zone\": \"America/Denver\"}").expect(200);
        assertThat(admin.get(path).expect(200).json()).isEqualTo(made.json());
        Answer moved = admin.put("/v1/cost-centres/" + made.text("/id"), key(), "{\"zone\": \"Asia/Tokyo\"}")
                .expect(200);
        assertThat(moved.text("/code")).isEqualTo(code);
        assertThat(admin.get("/v1/cost-centres/" + made.text("/id")).text("/zone"))
                .isEqualTo("Asia/Tokyo");
        admin.put("/v1/cost-centres/ccr_01m7yb5c1hemq8k9w39qsaekf4", key(), "{\"zone\": \"Asia/Tokyo\"}")
                .problem(404, "not_found");
        admin.bad().put(path, key(), "{}").problem(400, "invalid_value");
        List<String> codes = new ArrayList<>();
        String list = "/v1/cost-centres?limit=2";
        for (String next = list; next != null; ) {
            Answer page = admin.get(next).expect(200);
            page.at("/items").forEach(item -> codes.add(item.path("code").asText()));
            next = page.json().has("next") ? list + "&cursor=" + page.text("/next") : null;
        }
        assertThat(codes).contains(code, "EAST").isSorted().doesNotHaveDuplicates();
    }
}

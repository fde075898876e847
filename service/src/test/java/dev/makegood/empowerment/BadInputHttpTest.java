package dev.makegood.empowerment;

import static dev.makegood.given.Bodies.credit;
import static dev.makegood.given.Bodies.miles;
import static dev.makegood.given.Bodies.purchase;
import static dev.makegood.given.Bodies.remedy;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Role;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input gets a problem that names the field, and writes nothing. */
class BadInputHttpTest {

    private static final Given GIVEN = new Given();
    private static final Person AMY = GIVEN.agent("FRONTLINE");
    private static final String INCIDENT = GIVEN.opened(AMY, GIVEN.customer()).text("/id");

    static Stream<Arguments> credits() {
        return Stream.of(
                arguments("wrong unit", credit("miles", 100, "USD"), "invalid_value", "/amount/unit"),
                arguments("miles in a voucher", credit("voucher", 100, "MILES"), "invalid_value", "/amount/unit"),
                arguments("no such unit", credit("voucher", 100, "EUX"), "unknown_unit", "/amount/unit"),
                arguments("fraction of a mile", amount("6000.5", "\"MILES\""), "invalid_value", "/amount/amount"),
                arguments("exponent", amount("6e3", "\"MILES\""), "invalid_value", "/amount/amount"),
                arguments("text", amount("\"6000\"", "\"MILES\""), "invalid_value", "/amount/amount"),
                arguments("negative", amount("-1", "\"MILES\""), "amount_out_of_range", "/amount/amount"),
                arguments("nothing", amount("0", "\"MILES\""), "amount_out_of_range", "/amount/amount"),
                arguments(
                        "beyond 2^53",
                        amount("9007199254740992", "\"MILES\""),
                        "amount_out_of_range",
                        "/amount/amount"),
                arguments(
                        "beyond 2^63",
                        amount("9223372036854775808", "\"MILES\""),
                        "amount_out_of_range",
                        "/amount/amount"),
                arguments("unit as a number", amount("1", "1"), "invalid_value", "/amount/unit"),
                arguments(
                        "no unit",
                        "{\"kind\": \"miles\", \"amount\": {\"amount\": 1}}",
                        "invalid_value",
                        "/amount/unit"),
                arguments("no amount", "{\"kind\": \"miles\"}", "invalid_value", "/amount"),
                arguments("no kind", "{\"amount\": {\"amount\": 1, \"unit\": \"MILES\"}}", "invalid_value", "/kind"),
                arguments("no such kind", credit("love", 1, "MILES"), "invalid_value", "/kind"),
                arguments("unknown field", "{\"kind\": \"miles\", \"colour\": \"red\"}", "unknown_field", "/colour"),
                arguments("null", "null", "invalid_value", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("credits")
    void a_bad_credit_is_named(String name, String credit, String code, String field) {
        long before = entries();
        Answer no = AMY.api()
                .bad()
                .post("/v1/remedies", key(), remedy(INCIDENT, voucher(100), credit))
                .problem(400, code);
        assertThat(no.text("/errors/0/pointer")).isEqualTo("/credits/1" + field);
        assertThat(entries()).isEqualTo(before);
    }

    static Stream<Arguments> incidents() {
        return Stream.of(
                arguments("customer", "\"\"", "/customer"),
                arguments("customer", "\"a b\"", "/customer"),
                arguments("reason", "\"BOREDOM\"", "/reason"),
                arguments("severity", "5", "/severity"),
                arguments("severity", "\"3\"", "/severity"),
                arguments("severity", "2.5", "/severity"),
                arguments("occurredAt", "\"2999-01-01T00:00:00Z\"", "/occurredAt"),
                arguments("occurredAt", "\"yesterday\"", "/occurredAt"),
                arguments("channel", "null", "/channel"),
                arguments("references", "[\"A\", \"A\"]", "/references"),
                arguments("references", "[\"<script>\"]", "/references/0"),
                arguments("references", "\"A\"", "/references"),
                arguments("summary", "\"\"", "/summary"),
                arguments("summary", "\"bell \\u0007\"", "/summary"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("incidents")
    void a_bad_field_of_an_incident_is_named(String field, String value, String pointer) {
        long before = entries();
        String body = GIVEN.delay(GIVEN.customer())
                .replaceAll("\"" + field + "\": (\"[^\"]*\"|\\[\\]|\\d+)", "")
                .replace("{,", "{")
                .replaceAll(",\\s*,", ",")
                .replaceAll(",\\s*}", "}")
                .replaceFirst("}$", ", \"" + field + "\": " + value.replace("\\", "\\\\") + "}");
        Answer alone = AMY.api().bad().post("/v1/incidents", key(), body).problem(400, "invalid_value");
        assertThat(alone.text("/errors/0/pointer")).isEqualTo(pointer);
        Answer inline = AMY.api()
                .bad()
                .post("/v1/remedies", key(), remedy(body, miles(1)))
                .problem(400, "invalid_value");
        assertThat(inline.text("/errors/0/pointer")).isEqualTo("/incident" + pointer);
        assertThat(entries()).isEqualTo(before);
    }

    @Test
    void everything_that_is_missing_is_named_at_once() {
        Answer no = AMY.api().bad().post("/v1/incidents", key(), "{}").problem(400, "invalid_value");
        assertThat(no.at("/errors")).hasSize(5);
        Answer remedy = AMY.api().bad().post("/v1/remedies", key(), "{}").problem(400, "invalid_value");
        assertThat(remedy.at("/errors")).hasSize(2);
        AMY.api()
                .bad()
                .post("/v1/remedies", key(), "{\"incident\": 7, \"credits\": []}")
                .problem(400, "invalid_value");
        AMY.api().bad().post("/v1/remedies", key(), remedy("PNR-7", miles(1))).problem(400, "invalid_value");
        AMY.api().bad().post("/v1/remedies", key(), remedy(INCIDENT)).problem(400, "invalid_value");
    }

    static Stream<Arguments> draws() {
        String credit = "crd_01m7yb5c1hemq8k9w39qsaekf4";
        return Stream.of(
                arguments("{\"unit\": \"MILES\"}", "/draw/0/amount"),
                arguments("{\"unit\": \"MILES\", \"amount\": 0}", "/draw/0/amount"),
                arguments("{\"unit\": \"MILES\", \"amount\": 1.5}", "/draw/0/amount"),
                arguments("{\"unit\": \"MILES\", \"amount\": \"1\"}", "/draw/0/amount"),
                arguments("{\"unit\": \"MILES\", \"amount\": 1, \"credit\": \"" + credit + "\"}", "/draw/0"),
                arguments("{}", "/draw/0"),
                arguments("{\"credit\": \"PNR-7\"}", "/draw/0/credit"),
                arguments("{\"credit\": \"" + credit + "\"}, {\"credit\": \"" + credit + "\"}", "/draw/1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("draws")
    void a_bad_draw_is_named(String draw, String pointer) {
        Api till = GIVEN.partner("till", "*");
        Answer no =
                till.bad().post("/v1/redemptions", key(), purchase("C-1", draw)).problem(400, "invalid_value");
        assertThat(no.text("/errors/0/pointer")).isEqualTo(pointer);
    }

    @Test
    void a_partner_names_the_customer_and_a_purchase_has_its_total() {
        Api till = GIVEN.partner("till", "*");
        Answer no = till.bad()
                .post("/v1/redemptions", key(), "{\"purchase\": {}, \"draw\": []}")
                .problem(400, "invalid_value");
        assertThat(no.text("/errors/0/pointer")).isEqualTo("/customer");
        assertThat(no.toString()).contains("/purchase/reference", "/purchase/total", "/draw");
        till.bad()
                .post("/v1/redemptions/rdm_01m7yb5c1hemq8k9w39qsaekf4/reversals", key(), "{\"amount\": 5}")
                .problem(400, "invalid_value");
        AMY.api()
                .bad()
                .post("/v1/credits/crd_01m7yb5c1hemq8k9w39qsaekf4/void", key(), "{}")
                .problem(400, "invalid_value");
    }

    @Test
    void keys_tokens_and_sizes_are_checked_before_anything_is_decided() {
        long before = entries();
        String body = remedy(INCIDENT, voucher(100));
        AMY.api().bad().post("/v1/remedies", body).problem(400, "missing_idempotency_key");
        AMY.api()
                .bad()
                .post("/v1/remedies", "\u00e4".repeat(3).replace('\u00e4', ' ') + "x".repeat(256), body)
                .problem(400, "invalid_idempotency_key");
        GIVEN.nobody().bad().post("/v1/remedies", key(), body).problem(401, "unauthenticated");
        var tokens = GIVEN.service().tokens();
        String late = tokens.sign(tokens.claims(AMY.subject())
                .claim("roles", List.of(Role.AGENT.word()))
                .expirationTime(Date.from(GIVEN.now().minus(Duration.ofMinutes(5))))
                .build());
        GIVEN.nobody().with(() -> late).post("/v1/remedies", key(), body).problem(401, "token_expired");
        GIVEN.as(Role.AGENT).post("/v1/remedies", key(), body).problem(403, "unknown_agent");
        String note = ", \"note\": \"" + "n".repeat(64 * 1024) + "\"}";
        AMY.api()
                .bad()
                .post("/v1/remedies", key(), body.substring(0, body.length() - 1) + note)
                .problem(413, "payload_too_large");
        AMY.api().bad().post("/v1/remedies", key(), body + " {}").problem(400, "malformed_json");
        AMY.api()
                .bad()
                .post("/v1/remedies", key(), "{\"note\": \"a\", \"note\": \"b\"}")
                .problem(400, "duplicate_field");
        assertThat(entries()).isEqualTo(before);
    }

    private static String amount(String amount, String unit) {
        return "{\"kind\": \"miles\", \"amount\": {\"amount\": " + amount + ", \"unit\": " + unit + "}}";
    }

    private static long entries() {
        return GIVEN.number("select count(*) from journal");
    }
}

package dev.makegood.statement;

import static dev.makegood.given.Bodies.credit;
import static dev.makegood.given.Bodies.draw;
import static dev.makegood.given.Bodies.drawOf;
import static dev.makegood.given.Bodies.miles;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.given.Bodies;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements and balances are two reads of the same history: over any span of any history they agree at both ends,
 * what lies between adds up, and an answer once final stays, whatever is recorded later.
 */
class StatementsAgreeHttpTest {

    private static final int STEPS = 60;
    private static final int SPANS = 30;
    private static final Duration LONGEST = Duration.ofDays(390);

    private static final String PERCENT = """
            {"kind": "voucher", "benefit": {"type": "percent", "percent": 15, "uses": 3,
             "cap": {"amount": 500, "unit": "USD"}}}""";
    private static final String ITEM = """
            {"kind": "voucher", "benefit": {"type": "item", "description": "A new pair of jeans",
             "value": {"amount": 600, "unit": "USD"}}}""";
    private static final String RECEIPT = """
            {"kind": "reimbursement", "amount": {"amount": 300, "unit": "USD"}}""";
    private static final String BOUND = """
            {"kind": "voucher", "amount": {"amount": 400, "unit": "USD"}, "restrictions": {"holder": "BEARER"}}""";

    private final Given given = new Given();
    private final Person ben = given.agent("SUPERVISOR");
    private final Api finance = given.as(Role.FINANCE);
    private final String customer = given.customer();
    private final Api own = given.customer(customer);
    private final String path = "/v1/customers/" + customer;
    private final Api till = given.partner("agree-till", customer);
    private final List<String> holds = new ArrayList<>();
    private final List<String> redemptions = new ArrayList<>();
    private final List<String> credits = new ArrayList<>();
    private final List<Instant> instants = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 1975, 20_261_122})
    void over_any_span_of_any_history(long seed) {
        Random random = new Random(seed);
        given.given(ben, customer, voucher(1_000), miles(1_000));
        instants.add(given.now());
        for (int i = 0; i < STEPS; i++) {
            step(random);
            instants.add(given.now());
        }
        given.later(Duration.ofSeconds(10));
        edges();
        Map<String, JsonNode> answers = new HashMap<>();
        int compared = 0;
        while (compared < SPANS) {
            Instant from = instants.get(random.nextInt(instants.size()));
            Instant to = instants.get(random.nextInt(instants.size()));
            if (from.isBefore(to) && Duration.between(from, to).compareTo(LONGEST) < 0) {
                String span = path + "/statement?from=" + from + "&to=" + to;
                answers.put(span, agree(span, from, to));
                Instant between = instants.get(random.nextInt(instants.size()));
                if (between.isAfter(from) && between.isBefore(to)) {
                    addsUp(answers.get(span), from, between, to);
                }
                compared++;
            }
        }
        // Whatever is due is posted at last, and miles live on.
        given.later(Duration.ofDays(300));
        given.given(ben, customer, voucher(1), miles(1));
        given.later(Duration.ofSeconds(10));
        answers.forEach(
                (span, answer) -> assertThat(own.get(span).json()).as(span).isEqualTo(answer));
    }

    private void step(Random random) {
        switch (random.nextInt(17)) {
            case 0 -> gave(voucher(1 + random.nextInt(2_000)));
            case 1 -> gave(miles(1 + random.nextInt(2_000)), voucher(1 + random.nextInt(500)));
            case 2 -> gave(credit("gift_certificate", 1 + random.nextInt(900), "USD"));
            case 3 -> took(draw(1 + random.nextInt(1_500), random.nextBoolean() ? "USD" : "MILES"));
            case 4, 9 -> took(drawOf(any(credits, random)));
            case 14, 15 -> held(random);
            case 16 -> captured(random);
            case 12 -> changed(random, "extension");
            case 13 -> changed(random, random.nextBoolean() ? "block" : "unblock");
            case 10 -> gave(PERCENT, ITEM);
            case 11 -> gave(RECEIPT, BOUND);
            case 5, 6 -> reversed(random);
            case 7 -> changed(random, "void");
            default ->
                ben.api()
                        .put(
                                path,
                                key(),
                                "{\"zone\": \"" + (random.nextBoolean() ? "Asia/Tokyo" : "Pacific/Honolulu") + "\"}")
                        .expect(200);
        }
        given.later(
                switch (random.nextInt(4)) {
                    case 0 -> Duration.ofDays(random.nextInt(200));
                    case 1 -> Duration.ofHours(random.nextInt(100));
                    default -> Duration.ofMillis(1 + random.nextInt(100_000));
                });
    }

    private void changed(Random random, String how) {
        String change = "/v1/credits/" + any(credits, random) + "/" + how;
        finance.post(change, key(), "{\"reason\": \"Given to the wrong customer.\"}");
    }

    private static String any(List<String> ids, Random random) {
        return ids.isEmpty() ? "crd_01m7yb5c1hemq8k9w39qsaekf4" : ids.get(random.nextInt(ids.size()));
    }

    private void gave(String... what) {
        given.given(ben, customer, what)
                .at("/credits")
                .forEach(credit -> credits.add(credit.path("id").asText()));
    }

    /** Takes it, or is refused: both are part of a history. */
    private void took(String draw) {
        Answer answer = own.post("/v1/redemptions", key(), Bodies.purchase(customer, draw));
        if (answer.status() == 201) {
            redemptions.add(answer.text("/id"));
        }
    }

    private void held(Random random) {
        String draw = random.nextBoolean()
                ? drawOf(any(credits, random))
                : draw(1 + random.nextInt(1_500), random.nextBoolean() ? "USD" : "MILES");
        String body = Bodies.purchase(customer, draw);
        String holdFor = ", \"holdFor\": \"PT" + (1 + random.nextInt(160)) + "H\"}";
        Answer answer = till.post("/v1/holds", key(), body.substring(0, body.lastIndexOf('}')) + holdFor);
        if (answer.status() == 201) {
            holds.add(answer.text("/id"));
        }
    }

    private void captured(Random random) {
        if (!holds.isEmpty()) {
            String part = "{\"amount\": {\"amount\": " + (1 + random.nextInt(300)) + ", \"unit\": \"USD\"}}";
            boolean capture = random.nextBoolean();
            Answer answer = till.post(
                    "/v1/holds/" + any(holds, random) + (capture ? "/captures" : "/release"),
                    key(),
                    capture && random.nextBoolean() ? part : "{}");
            if (capture && answer.status() == 201) {
                redemptions.add(answer.text("/id"));
            }
        }
    }

    private void reversed(Random random) {
        if (!redemptions.isEmpty()) {
            String part = "{\"amount\": {\"amount\": " + (1 + random.nextInt(300)) + ", \"unit\": \"USD\"}}";
            own.post(
                    "/v1/redemptions/" + any(redemptions, random) + "/reversals",
                    key(),
                    random.nextBoolean() ? "{}" : part);
        }
    }

    /** The instants at which credits ended, and those beside them. */
    private void edges() {
        TreeSet<Instant> more = new TreeSet<>();
        for (JsonNode credit : own.get(path + "/credits?limit=200").at("/items")) {
            if (credit.at("/expiry").has("at")) {
                Instant end = Instant.parse(credit.at("/expiry/at").asText());
                more.addAll(List.of(end.minusNanos(1_000), end, end.plusNanos(1_000)));
            }
        }
        Instant now = given.now().minusSeconds(5);
        more.removeIf(instant -> instant.isAfter(now) || instant.isBefore(instants.get(0)));
        instants.addAll(more);
        instants.removeIf(instant -> instant.isAfter(now));
    }

    private JsonNode agree(String span, Instant from, Instant to) {
        Answer statement = own.get(span).expect(200);
        assertThat(statement.at("/provisional").asBoolean()).isFalse();
        Map<String, Long> opening = new TreeMap<>();
        Map<String, Long> closing = new TreeMap<>();
        for (JsonNode unit : statement.at("/units")) {
            put(opening, unit.path("unit").asText(), unit.path("opening"));
            put(closing, unit.path("unit").asText(), unit.path("closing"));
            runs(unit, from, to);
        }
        assertThat(opening).as("%s", span).isEqualTo(balances(from));
        assertThat(closing).as("%s", span).isEqualTo(balances(to));
        return statement.json();
    }

    /** Each movement starts from what the one before it left, and is later than the start and not than the end. */
    private static void runs(JsonNode unit, Instant from, Instant to) {
        long available = unit.at("/opening/available/amount").asLong();
        long held = unit.at("/opening/held/amount").asLong();
        Instant last = from;
        for (JsonNode movement : unit.path("movements")) {
            Instant at = Instant.parse(movement.path("at").asText());
            assertThat(at).isBetween(last, to).isAfter(from);
            last = at;
            available += movement.at("/available/amount").asLong();
            held += movement.at("/held/amount").asLong();
            assertThat(movement.at("/balance/available/amount").asLong()).isEqualTo(available);
            assertThat(movement.at("/balance/held/amount").asLong()).isEqualTo(held);
        }
        assertThat(unit.at("/closing/available/amount").asLong()).isEqualTo(available);
        assertThat(unit.at("/closing/held/amount").asLong()).isEqualTo(held);
    }

    private Map<String, Long> balances(Instant at) {
        Map<String, Long> balances = new TreeMap<>();
        for (JsonNode unit : own.get(path + "/balances?asOf=" + at).expect(200).at("/balances")) {
            put(balances, unit.path("unit").asText(), unit);
            // A statement tells of all value, with terms of its own or without.
            unit.path("others").forEach(other -> put(balances, unit.path("unit").asText(), other));
        }
        return balances;
    }

    private static void put(Map<String, Long> balances, String unit, JsonNode balance) {
        for (String account : List.of("available", "held")) {
            long amount = balance.path(account).path("amount").asLong();
            if (amount != 0) {
                balances.merge(unit + " " + account, amount, Long::sum);
            }
        }
    }

    /** Two spans that meet have the movements of the whole between them. */
    private void addsUp(JsonNode whole, Instant from, Instant between, Instant to) {
        List<JsonNode> parts = new ArrayList<>();
        parts.addAll(movements(
                own.get(path + "/statement?from=" + from + "&to=" + between).json()));
        parts.addAll(movements(
                own.get(path + "/statement?from=" + between + "&to=" + to).json()));
        assertThat(parts).containsExactlyInAnyOrderElementsOf(movements(whole));
    }

    private static List<JsonNode> movements(JsonNode statement) {
        List<JsonNode> movements = new ArrayList<>();
        statement.at("/units").forEach(unit -> unit.path("movements").forEach(movements::add));
        return movements;
    }
}

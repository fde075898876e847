package dev.makegood.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Unit;
import dev.makegood.problem.FieldError;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {

    enum Colour {
        RED,
        GREEN
    }

    record Thing(
            @Nullable String name,
            @Nullable Amount amount,
            @Nullable List<Thing> parts,
            @Nullable IncidentId incident,
            @Nullable Instant at,
            @Nullable LocalDate day,
            @Nullable ZoneId zone,
            @Nullable Colour colour,
            @Nullable Integer count,
            @Nullable Boolean yes) {}

    record Counted(long count) {}

    private final JsonBodies bodies = new JsonBodies(StrictJson.mapper());

    private Object read(String body, Class<?> type) throws IOException {
        return bodies.parse(body.getBytes(StandardCharsets.UTF_8), type);
    }

    private ProblemException refusal(String body, Class<?> type) {
        return catchThrowableOfType(ProblemException.class, () -> read(body, type));
    }

    @Test
    void reads_and_writes_values() throws IOException {
        String body = """
                {"name":"Zoë 🎁","amount":{"amount":15000,"unit":"USD"},"parts":[{"count":1}],\
                "incident":"inc_00000000000000000000000000","at":"2026-03-01T11:00:00.000001Z",\
                "day":"2026-03-01","zone":"America/Chicago","colour":"RED","yes":true}""";

        Thing thing = (Thing) read(body, Thing.class);

        assertThat(thing.amount()).isEqualTo(new Amount(15000, Unit.USD));
        assertThat(thing.at()).isEqualTo(Instant.parse("2026-03-01T11:00:00.000001Z"));
        assertThat(thing.count()).isNull();
        assertThat(StrictJson.mapper().writeValueAsString(thing))
                .isEqualTo(body.replace("\"unit\":\"USD\"", "\"unit\":\"USD\",\"display\":\"USD 150.00\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"nmae\":1} | UNKNOWN_FIELD | /nmae",
                "{\"parts\":[{},{\"a/b~c\":1}]} | UNKNOWN_FIELD | /parts/1/a~1b~0c",
                "{\"name\":\"a\",\"name\":\"b\"} | DUPLICATE_FIELD | /name",
                "{\"parts\":[{\"count\":1,\"count\":1}]} | DUPLICATE_FIELD | /parts/0/count",
                "{\"amount\":{\"amount\":1,\"amount\":1,\"unit\":\"USD\"}} | DUPLICATE_FIELD | /amount/amount",
                "{\"name\":1} | INVALID_VALUE | /name",
                "{\"name\":true} | INVALID_VALUE | /name",
                "{\"name\":[\"a\"]} | INVALID_VALUE | /name",
                "{\"name\":\"a\\u0000b\"} | INVALID_VALUE | /name",
                "{\"name\":\"\\ud800\"} | INVALID_VALUE | /name",
                "{\"name\":\"\\udc00\\ud800\"} | INVALID_VALUE | /name",
                "{\"count\":1.0} | INVALID_VALUE | /count",
                "{\"count\":1e2} | INVALID_VALUE | /count",
                "{\"count\":\"1\"} | INVALID_VALUE | /count",
                "{\"count\":true} | INVALID_VALUE | /count",
                "{\"count\":99999999999} | INVALID_VALUE | /count",
                "{\"count\":[1]} | INVALID_VALUE | /count",
                "{\"count\":\"\"} | INVALID_VALUE | /count",
                "{\"yes\":1} | INVALID_VALUE | /yes",
                "{\"yes\":\"true\"} | INVALID_VALUE | /yes",
                "{\"colour\":\"BLUE\"} | INVALID_VALUE | /colour",
                "{\"colour\":\"red\"} | INVALID_VALUE | /colour",
                "{\"colour\":1} | INVALID_VALUE | /colour",
                "{\"colour\":\"\"} | INVALID_VALUE | /colour",
                "{\"parts\":{}} | INVALID_VALUE | /parts",
                "{\"parts\":\"\"} | INVALID_VALUE | /parts",
                "{\"parts\":[1]} | INVALID_VALUE | /parts/0",
                "{\"incident\":\"inc_1\"} | INVALID_VALUE | /incident",
                "{\"incident\":7} | INVALID_VALUE | /incident",
                "{\"at\":\"yesterday\"} | INVALID_VALUE | /at",
                "{\"at\":1700000000} | INVALID_VALUE | /at",
                "{\"at\":\"2026-03-01T12:00:00\"} | INVALID_VALUE | /at",
                "{\"at\":\"+12026-03-01T12:00:00Z\"} | INVALID_VALUE | /at",
                "{\"at\":\"1999-12-31T23:59:59Z\"} | INVALID_VALUE | /at",
                "{\"at\":\"2026-03-01T12:00:00+01:00\"} | INVALID_VALUE | /at",
                "{\"at\":\"2026-03-01T12:00:00.0000001Z\"} | INVALID_VALUE | /at",
                "{\"day\":\"2026-02-30\"} | INVALID_VALUE | /day",
                "{\"day\":[2026,2,3]} | INVALID_VALUE | /day",
                "{\"zone\":\"Mars/Olympus\"} | INVALID_VALUE | /zone",
                "{\"zone\":\"+01:00\"} | INVALID_VALUE | /zone",
                "{\"amount\":5} | INVALID_VALUE | /amount",
                "{\"amount\":{\"amount\":1.5,\"unit\":\"MILES\"}} | INVALID_VALUE | /amount/amount",
                "{\"amount\":{\"amount\":1e3,\"unit\":\"MILES\"}} | INVALID_VALUE | /amount/amount",
                "{\"amount\":{\"amount\":\"1\",\"unit\":\"MILES\"}} | INVALID_VALUE | /amount/amount",
                "{\"amount\":{\"amount\":null,\"unit\":\"MILES\"}} | INVALID_VALUE | /amount/amount",
                "{\"amount\":{\"unit\":\"MILES\"}} | INVALID_VALUE | /amount/amount",
                "{\"amount\":{\"amount\":1}} | INVALID_VALUE | /amount/unit",
                "{\"amount\":{\"amount\":1,\"unit\":5}} | INVALID_VALUE | /amount/unit",
                "{\"amount\":{\"amount\":1,\"unit\":\"usd\"}} | UNKNOWN_UNIT | /amount/unit",
                "{\"amount\":{\"amount\":1,\"unit\":\"XYZ\"}} | UNKNOWN_UNIT | /amount/unit",
                "{\"amount\":{\"amount\":1,\"unit\":\"USD\",\"display\":\"x\"}} | UNKNOWN_FIELD | /amount/display",
                "{\"amount\":{\"amount\":0,\"unit\":\"USD\"}} | AMOUNT_OUT_OF_RANGE | /amount/amount",
                "{\"amount\":{\"amount\":-1,\"unit\":\"USD\"}} | AMOUNT_OUT_OF_RANGE | /amount/amount",
                "{\"amount\":{\"amount\":9007199254740992,\"unit\":\"USD\"}} | AMOUNT_OUT_OF_RANGE | /amount/amount",
                "{\"amount\":{\"amount\":99999999999999999999,\"unit\":\"USD\"}} | AMOUNT_OUT_OF_RANGE | /amount/amount",
            })
    void names_the_place(String body, ProblemCode code, String pointer) {
        ProblemException no = refusal(body, Thing.class);

        assertThat(no.code()).isEqualTo(code);
        assertThat(no.errors()).extracting(FieldError::pointer).containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "^^ | MALFORMED_JSON",
                "{ | MALFORMED_JSON",
                "{\"count\":01} | MALFORMED_JSON",
                "{\"count\":NaN} | MALFORMED_JSON",
                "{'name':'a'} | MALFORMED_JSON",
                "{\"name\":\"a\"} x | MALFORMED_JSON",
                "{\"name\":\"a\"} {} | MALFORMED_JSON",
                "{\"name\":\"a\",} | MALFORMED_JSON",
                "/* hello */ {} | MALFORMED_JSON",
                "null | INVALID_VALUE",
                "[] | INVALID_VALUE",
                "\"\" | INVALID_VALUE",
                "5 | INVALID_VALUE",
            })
    void refuses_what_is_no_such_document(String body, ProblemCode code) {
        assertThat(refusal(body, Thing.class).code()).isEqualTo(code);
    }

    @Test
    void refuses_text_that_is_not_utf8() {
        byte[] body = "{\"name\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1);

        ProblemException no = catchThrowableOfType(ProblemException.class, () -> bodies.parse(body, Thing.class));

        assertThat(no.code()).isEqualTo(ProblemCode.MALFORMED_JSON);
    }

    @Test
    void refuses_deep_and_long_bodies() {
        String deep = "{\"parts\":[".repeat(20) + "]}".repeat(20);
        String longName = "{\"" + "n".repeat(200) + "\":1}";
        String longNumber = "{\"count\":" + "1".repeat(100) + "}";

        assertThat(refusal(deep, Thing.class).code()).isEqualTo(ProblemCode.INVALID_VALUE);
        assertThat(refusal(longName, Thing.class).code()).isEqualTo(ProblemCode.INVALID_VALUE);
        assertThat(refusal(longNumber, Thing.class).code()).isEqualTo(ProblemCode.INVALID_VALUE);
    }

    @Test
    void refuses_a_primitive_that_is_null_or_absent() {
        assertThat(refusal("{\"count\":null}", Counted.class).errors())
                .extracting(FieldError::pointer)
                .containsExactly("/count");
        assertThat(refusal("{}", Counted.class).errors())
                .extracting(FieldError::pointer)
                .containsExactly("/count");
    }

    @Test
    void says_what_is_accepted() {
        assertThat(refusal("{\"nmae\":1}", Thing.class).errors().get(0).detail())
                .isEqualTo(
                        "is not known here; accepted are amount, at, colour, count, day, incident, name, parts, yes, zone");
        assertThat(refusal("{\"colour\":\"BLUE\"}", Thing.class).errors().get(0).detail())
                .isEqualTo("must be one of RED, GREEN");
        assertThat(refusal("{\"incident\":\"x\"}", Thing.class).errors().get(0).detail())
                .contains("inc_");
        assertThat(refusal("{\"count\":\"SECRET\"}", Thing.class)
                        .errors()
                        .get(0)
                        .detail())
                .doesNotContain("SECRET");
    }
}

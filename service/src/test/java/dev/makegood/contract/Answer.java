package dev.makegood.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/** What came back, already held against the contract. */
public final class Answer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Exchange exchange;

    Answer(Exchange exchange) {
        this.exchange = exchange;
    }

    public int status() {
        return exchange.status();
    }

    public String body() {
        return exchange.body();
    }

    /** The body of what is no text. */
    public byte[] bytes() {
        return exchange.bytes();
    }

    public HttpHeaders headers() {
        return exchange.received();
    }

    public String header(String name) {
        return exchange.received()
                .firstValue(name)
                .orElseThrow(() -> new AssertionError("no header " + name + " in\n" + exchange));
    }

    public JsonNode json() {
        try {
            return JSON.readTree(exchange.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON in\n" + exchange, e);
        }
    }

    /** The value at a JSON pointer. */
    public JsonNode at(String pointer) {
        JsonNode value = json().at(pointer);
        if (value.isMissingNode()) {
            throw new AssertionError("nothing at " + pointer + " in\n" + exchange);
        }
        return value;
    }

    /** The text at a JSON pointer. */
    public String text(String pointer) {
        return at(pointer).asText();
    }

    /** Where a problem says that something is wrong. */
    public List<String> pointers() {
        List<String> pointers = new ArrayList<>();
        at("/errors").forEach(error -> pointers.add(error.path("pointer").asText()));
        return pointers;
    }

    public Answer expect(int status) {
        assertThat(exchange.status()).as("%s", exchange).isEqualTo(status);
        return this;
    }

    /** Expects a problem with this status and code. */
    public Answer problem(int status, String code) {
        expect(status);
        assertThat(exchange.contentType()).as("%s", exchange).isEqualTo("application/problem+json");
        assertThat(text("/code")).as("%s", exchange).isEqualTo(code);
        return this;
    }

    /** An answer as it is given again: with the last four symbols of each code, and no more of it. */
    public static JsonNode withheld(JsonNode answer) {
        JsonNode again = answer.deepCopy();
        again.findParents("lastFour").forEach(parent -> {
            ((ObjectNode) parent).remove(List.of("code", "qr"));
            ((ObjectNode) parent).put("codeWithheld", true);
        });
        return again;
    }

    @Override
    public String toString() {
        return exchange.toString();
    }
}

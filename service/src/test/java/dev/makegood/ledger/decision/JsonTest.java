package dev.makegood.ledger.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonTest {

    private final SplittableRandom random = new SplittableRandom(8);

    @Test
    void whatIsWrittenIsJsonAndSaysTheSame() throws Exception {
        ObjectMapper reader = new ObjectMapper();
        for (int i = 0; i < 2_000; i++) {
            String text = text();
            long number = random.nextLong();
            Json json = new Json()
                    .put("z", text)
                    .put("a", number)
                    .put("list", List.of(text, "b"))
                    .put("inner", new Json().put("yes", true))
                    .put("none", null);
            JsonNode read = reader.readTree(json.toString());
            assertThat(read.get("z").asText()).isEqualTo(text);
            assertThat(read.get("a").asLong()).isEqualTo(number);
            assertThat(read.get("list").get(0).asText()).isEqualTo(text);
            assertThat(read.has("none")).isFalse();
            assertThat(json.toString()).startsWith("{\"a\":").doesNotContain("\": ");
        }
    }

    /** Letters of several scripts, and all that JSON must escape. */
    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(5)) {
                        case 0 -> random.nextInt(' ');
                        case 1 -> "\"\\/'".charAt(random.nextInt(4));
                        case 2 -> 0x1F600 + random.nextInt(64);
                        case 3 -> 0xC0 + random.nextInt(0x300);
                        default -> 'a' + random.nextInt(26);
                    });
        }
        return text.toString();
    }
}

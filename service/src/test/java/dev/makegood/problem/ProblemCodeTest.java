package dev.makegood.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Holds the codes and the contract together. */
class ProblemCodeTest {

    private static final Pattern LINE = Pattern.compile("(?m)^- (\\d{3}): ((?:`\\w+`[,\\s]*)+)");
    private static final Pattern CODE = Pattern.compile("`(\\w+)`");

    @Test
    void every_code_stands_in_the_contract() throws IOException {
        List<String> documented = StreamSupport.stream(schema().path("enum").spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
        assertThat(documented)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::reason)
                        .toList());
    }

    @Test
    void contract_names_the_status_of_every_code() throws IOException {
        Map<String, Integer> documented = new TreeMap<>();
        LINE.matcher(schema().path("description").textValue())
                .results()
                .forEach(line -> CODE.matcher(line.group(2))
                        .results()
                        .map((MatchResult code) -> code.group(1))
                        .forEach(code -> documented.put(code, Integer.valueOf(line.group(1)))));
        assertThat(documented)
                .isEqualTo(Arrays.stream(ProblemCode.values())
                        .collect(Collectors.toMap(ProblemCode::reason, ProblemCode::status)));
    }

    private static JsonNode schema() throws IOException {
        try (InputStream contract = ProblemCodeTest.class.getResourceAsStream("/openapi.yaml")) {
            return new YAMLMapper()
                    .readTree(Objects.requireNonNull(contract, "the contract is not on the class path"))
                    .at("/components/schemas/ProblemCode");
        }
    }
}

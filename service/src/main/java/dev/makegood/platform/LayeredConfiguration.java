package dev.makegood.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.commons.text.StringSubstitutor;
import org.jspecify.annotations.Nullable;

/**
 * The defaults in the jar, with the operator's file laid over them, with the environment's variables put in. Variables
 * are put into the values after reading, so that a password may hold any character; an empty value counts as left out.
 */
final class LayeredConfiguration implements ConfigurationSourceProvider {
    static final String DEFAULTS = "/makegood.yml";
    /** In place of a path: the defaults alone. */
    static final String NO_FILE = "The configuration";

    private final ObjectMapper yaml = new YAMLMapper();
    private final StringSubstitutor variables;

    LayeredConfiguration(UnaryOperator<@Nullable String> environment) {
        this.variables = new StringSubstitutor(environment::apply).setEnableUndefinedVariableException(true);
    }

    @Override
    public InputStream open(String path) throws IOException {
        JsonNode merged = defaults();
        if (!path.equals(NO_FILE)) {
            JsonNode file = read(Path.of(path));
            merged = file.isMissingNode() || file.isNull() ? merged : overlay(merged, file);
        }
        return new ByteArrayInputStream(yaml.writeValueAsBytes(substitute(merged)));
    }

    private JsonNode defaults() throws IOException {
        try (InputStream stream = LayeredConfiguration.class.getResourceAsStream(DEFAULTS)) {
            return yaml.readTree(stream);
        }
    }

    private JsonNode read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new FileNotFoundException("There is no configuration file " + path + ".");
        }
        return yaml.readTree(path.toFile());
    }

    /** Objects are merged field by field; anything else, lists too, replaces what was there. */
    private static JsonNode overlay(JsonNode below, JsonNode above) {
        if (!(below instanceof ObjectNode base) || !(above instanceof ObjectNode)) {
            return above;
        }
        for (Map.Entry<String, JsonNode> field : above.properties()) {
            JsonNode former = base.get(field.getKey());
            base.set(field.getKey(), former == null ? field.getValue() : overlay(former, field.getValue()));
        }
        return base;
    }

    private JsonNode substitute(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Iterator<Map.Entry<String, JsonNode>> fields =
                            object.properties().iterator();
                    fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                JsonNode value = substitute(field.getValue());
                if (value.isTextual() && value.textValue().isEmpty()) {
                    fields.remove();
                } else {
                    field.setValue(value);
                }
            }
            return object;
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, substitute(array.get(i)));
            }
            return array;
        }
        return node.isTextual() ? TextNode.valueOf(variables.replace(node.textValue())) : node;
    }
}

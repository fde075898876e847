package dev.makegood.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the README's table of variables to the configuration that ships. */
class ConfigurationTableTest {
    private static final Path DEFAULTS = Path.of("src/main/resources/makegood.yml");
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(MAKEGOOD_[A-Z_]+):-([^}]*)}");
    private static final Pattern ROW = Pattern.compile("\\| `(MAKEGOOD_[A-Z_]+)` \\| (?:`([^`]*)` )?\\|");

    @Test
    void the_readme_lists_every_variable_with_its_default() throws IOException {
        assertThat(found(ROW, README)).isEqualTo(found(VARIABLE, DEFAULTS)).isNotEmpty();
    }

    private static Map<String, String> found(Pattern pattern, Path file) throws IOException {
        Map<String, String> found = new TreeMap<>();
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
            String value = matcher.group(2);
            assertThat(found.put(matcher.group(1), value == null ? "" : value))
                    .as(matcher.group(1) + " stands twice")
                    .isNull();
        }
        return found;
    }
}

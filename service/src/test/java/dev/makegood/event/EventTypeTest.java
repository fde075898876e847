package dev.makegood.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the vocabulary to the commands that are journalled, and the contract's table to it. */
class EventTypeTest {

    private static final Path LEDGER = Path.of("src/main/java/dev/makegood/ledger");
    private static final Path CONTRACT = Path.of("../api-spec/openapi.yaml");
    private static final Pattern COMMAND = Pattern.compile("\"([a-z_]+)/\\d+ \"");

    /** Those that leave no entry of their own. */
    private static final Set<String> WITHOUT_ENTRY = Set.of("touch", "validate");

    private static Set<String> commands() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String file : Set.of("writer/Canonical.java", "writer/CanonicalSettings.java", "decision/Overdue.java")) {
            Matcher words = COMMAND.matcher(Files.readString(LEDGER.resolve(file)));
            while (words.find()) {
                found.add(words.group(1));
            }
        }
        found.removeAll(WITHOUT_ENTRY);
        return found;
    }

    @Test
    void everyCommandThatIsJournalledHasATypeThatTheContractExplains() throws IOException {
        String contract = Files.readString(CONTRACT);
        assertThat(commands())
                .contains("issue_remedy", "expire", "end_hold", "add_rate")
                .allSatisfy(command -> {
                    assertThat(EventType.names(command)).as(command).isTrue();
                    assertThat(contract).contains("| `" + EventType.of(command) + "` |");
                });
    }

    @Test
    void aCommandOfALaterVersionKeepsItsWord() {
        assertThat(EventType.of("conjure_up")).isEqualTo("makegood.other.conjure_up");
    }
}

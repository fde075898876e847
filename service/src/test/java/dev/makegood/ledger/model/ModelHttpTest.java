package dev.makegood.ledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.finance.Check;
import dev.makegood.platform.TestService;
import dev.makegood.platform.database.TestDatabase;
import java.sql.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The model's random commands once more, asked for over HTTP: what is answered is what the journal
 * says, and what the journal says is what the model says. {@code -Dmodel.http.commands=N} for more,
 * {@code -Dmodel.seed=S} for the same dice again.
 */
class ModelHttpTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int COMMANDS = Integer.getInteger("model.http.commands", 20_000);
    private static final long SEED = Long.getLong("model.seed", System.nanoTime());
    private static final int ROUND = 5_000;

    /** Each change of the settings stops everybody and reads them all again. */
    private static final double CHANGES = 1.0 / 150;

    private static TestService service;

    private final Model model = new Model();
    private final Journal journal = new Journal();

    @BeforeAll
    static void start() {
        service = TestService.start(DATABASE, Map.of());
    }

    @AfterAll
    static void stop() {
        service.stop();
    }

    @Test
    void theAnswersAreWhatTheJournalAndTheModelSay() throws Exception {
        System.out.println("model over HTTP: " + COMMANDS + " commands, -Dmodel.seed=" + SEED);
        long start = System.nanoTime();
        try (Connection reader = DATABASE.owner()) {
            Journal.index(reader);
            Instant before = now();
            Setup setup = new Setup(service.ledger(), service.clock());
            World world = new World(setup.open());
            Correspondents clients = new Correspondents(service, world, setup, SEED, CHANGES);
            new Replay(model).replay(journal.next(reader), before, now());
            for (int done = 0; done < COMMANDS; done += ROUND) {
                Instant from = now();
                Map<String, Long> answered = clients.run(Math.min(ROUND, COMMANDS - done));
                List<Row> rows = journal.next(reader);
                assertThat(told(rows)).isEqualTo(answered);
                new Replay(model).replay(rows, from, now());
                new Heads(model, reader).compare();
                clients.nextRound();
            }
            clients.close();
            // A connection kept alive may end just when it is used again, but not often.
            assertThat(clients.mailbox.lost()).isLessThanOrEqualTo(1 + COMMANDS / 1_000);
            assertThat(Check.run(reader).findings()).isEmpty();
            System.out.printf(
                    "model over HTTP: %.1f s, %d connections lost, the clock stands at %s, %s%n",
                    (System.nanoTime() - start) / 1e9, clients.mailbox.lost(), now(), new TreeMap<>(clients.answers()));
        }
    }

    /** As exact as the journal tells the time. */
    private static Instant now() {
        return service.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Map<String, Long> told(List<Row> rows) {
        return rows.stream()
                .filter(row -> !row.isDue() && !row.isReceived())
                .collect(Collectors.groupingBy(Correspondents::told, TreeMap::new, Collectors.counting()));
    }
}

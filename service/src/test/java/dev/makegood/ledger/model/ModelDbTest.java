package dev.makegood.ledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.finance.Check;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.writer.LedgerFixture;
import dev.makegood.platform.database.TestDatabase;
import java.sql.Connection;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random commands of many clients, with clock moves, retries and mistakes; then the journal is
 * replayed by a model that knows the design and not the code. {@code -Dmodel.commands=N} for more,
 * {@code -Dmodel.seed=S} for the same dice again.
 */
class ModelDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int COMMANDS = Integer.getInteger("model.commands", 170_000);
    private static final long SEED = Long.getLong("model.seed", System.nanoTime());
    private static final int ROUND = 5_000;

    /** So many commands meet every kind of them, also the rare. */
    private static final int ENOUGH = 100_000;

    /** Each change of the settings stops everybody and reads them all again. */
    private static final double CHANGES = Math.min(1.0 / 150, 1_500.0 / COMMANDS);

    private final Model model = new Model();
    private final Journal journal = new Journal();

    @Test
    void theJournalIsWhatTheModelSays() throws Exception {
        System.out.println("model: " + COMMANDS + " commands, -Dmodel.seed=" + SEED);
        long start = System.nanoTime();
        try (LedgerFixture given = new LedgerFixture(DATABASE);
                Connection reader = DATABASE.owner()) {
            Journal.index(reader);
            Setup setup = new Setup(given.ledger, given.clock);
            World world = new World(setup.open());
            Clients clients = new Clients(given, world, setup, SEED, CHANGES);
            Instant before = given.clock.instant();
            replay(journal.next(reader), Map.of(), before, before);
            long submitting = 0;
            for (int done = 0; done < COMMANDS; done += ROUND) {
                Instant from = given.clock.instant();
                long begun = System.nanoTime();
                Map<UUID, Entry> answered = clients.run(Math.min(ROUND, COMMANDS - done));
                submitting += System.nanoTime() - begun;
                List<Row> rows = journal.next(reader);
                replay(rows, answered, from, given.clock.instant());
                world.learn(rows);
                new Heads(model, reader).compare();
                model.forget(world.nextRound());
            }
            assertThat(Check.run(reader).findings()).isEmpty();
            if (COMMANDS >= ENOUGH) {
                assertThat(clients.answers().keySet())
                        .as("what was never done says nothing")
                        .containsAll(Model.COMMANDS.stream()
                                .map(name -> name + " accepted")
                                .toList());
            }
            System.out.printf(
                    "model: submitted in %.1f s of %.1f s, the clock stands at %s, %s%n",
                    submitting / 1e9,
                    (System.nanoTime() - start) / 1e9,
                    given.clock.instant(),
                    new TreeMap<>(clients.answers()));
        }
    }

    /** Every answer stands in the journal, and nothing else does but what fell due. */
    private void replay(List<Row> rows, Map<UUID, Entry> answered, Instant from, Instant to) {
        Set<UUID> decided = rows.stream()
                .filter(row -> !row.isDue() && !row.isReceived() && !answered.isEmpty())
                .map(Row::id)
                .collect(Collectors.toCollection(HashSet::new));
        assertThat(decided).isEqualTo(answered.keySet());
        new Replay(model).replay(rows, from, to);
    }
}

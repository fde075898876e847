package dev.makegood.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.makegood.finance.Check;
import dev.makegood.finance.KindMovements;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.writer.CodeKeys;
import dev.makegood.ledger.writer.GroupCommit;
import dev.makegood.ledger.writer.Hashes;
import dev.makegood.ledger.writer.KeyedHash;
import dev.makegood.platform.database.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plays three stormy days of the half year, against a day's limit that stops the rule in them. */
class DemoDbTest {

    private final TestDatabase database = TestDatabase.open();

    private static final KeyedHash HASH = new KeyedHash("t1", "a secret for tests".getBytes(StandardCharsets.UTF_8));
    private static final Hashes HASHES =
            new Hashes(HASH, new CodeKeys(List.of(new CodeKeys.Key("t1", new byte[32])), null));

    @TempDir
    private Path files;

    @TempDir
    private Path data;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void sliceTheFiles() throws Exception {
        List<String> flights = Files.readAllLines(DemoFiles.FOLDER.resolve("flight-delays-2001.csv"));
        List<String> slice = new ArrayList<>(List.of(flights.get(0)));
        flights.stream()
                .filter(line -> line.compareTo("2001-02-24") > 0 && line.compareTo("2001-02-26T") < 0)
                .forEach(slice::add);
        Files.write(files.resolve("flight-delays-2001.csv"), slice);
        Files.copy(DemoFiles.FOLDER.resolve("airports.csv"), files.resolve("airports.csv"));
        String policy = Files.readString(DemoFiles.FOLDER.resolve("policy.yaml"));
        Files.writeString(files.resolve("policy.yaml"), policy.replace("day: 15000000", "day: 5000000"));
    }

    @AfterEach
    void dropTheDatabase() throws SQLException {
        database.close();
    }

    @Test
    void second_start_asks_for_the_same_and_gives_nothing_twice() throws Exception {
        Summary first = play(DemoFiles.NOW);
        String told = said.toString(StandardCharsets.UTF_8);
        assertThat(first.good()).as(told).isTrue();
        assertThat(told).contains("Refused: system day limit", "Check                        clean");
        assertThat(told)
                .contains(
                        "gift certificate             given 4, set aside 1, spent 3, settled 0, given back 1, expired 1");
        long flown = number("select count(*) from incident_reference");
        long credits = number("select count(*) from credit");
        long entries = number("select count(*) from journal");
        long asked = number("select count(*) from journal where command not like 'expire%'") - settings();
        assertThat(told).contains("Credits given                %,d".formatted(flown));
        assertThat(credits).isBetween(1_000L, 10_000L);
        assertThat(number("select count(*) from journal where outcome = 'limit_exceeded'"))
                .isPositive();

        said.reset();
        Summary second = play(DemoFiles.NOW.plusSeconds(100_000));
        told = said.toString(StandardCharsets.UTF_8);
        assertThat(second.good()).as(told).isTrue();
        assertThat(told)
                .contains("Credits given                %,d".formatted(flown))
                .contains("Answered from before         %,d; nothing was given twice".formatted(asked));
        assertThat(number("select count(*) from credit")).isEqualTo(credits);
        assertThat(number("select count(*) from journal")).isEqualTo(entries);
    }

    @Test
    void start_that_was_cut_off_is_finished_by_the_next_and_gives_nothing_twice() throws Exception {
        AtomicInteger left = new AtomicInteger(1_500);
        assertThatThrownBy(() -> play(
                        DemoFiles.NOW,
                        ledger -> submission -> left.decrementAndGet() < 0
                                ? CompletableFuture.failedFuture(new IllegalStateException("cut off"))
                                : ledger.submit(submission)))
                .hasStackTraceContaining("cut off");
        long before = number("select count(*) from credit");
        assertThat(before).isBetween(1_000L, 1_500L);

        Summary second = play(DemoFiles.NOW.plusSeconds(100));
        String told = said.toString(StandardCharsets.UTF_8);
        assertThat(second.good()).as(told).isTrue();
        assertThat(number("select count(*) from credit")).isGreaterThan(before);
        // Each member on board got miles once; the others are those that somebody forgot.
        assertThat(number("select count(*) from credit where kind = 'MILES'"))
                .isEqualTo(1 + number("select count(*) from incident_reference"));
    }

    private long settings() {
        return number("select count(*) from journal where command ~ '^(set|add|register)_'");
    }

    private Summary play(Instant now) throws Exception {
        return play(now, ledger -> ledger);
    }

    private Summary play(Instant now, UnaryOperator<Ledger> between) throws Exception {
        Demo demo = Demo.read(files, data, InstantSource.fixed(now), () -> 4_711);
        DemoClock clock = demo.clock(InstantSource.fixed(now));
        GroupCommit ledger =
                new GroupCommit(database.app(), clock, new SecureRandom(), HASHES, 2, new MetricRegistry());
        try {
            PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
            Summary summary = demo.play(new TestDoor(between.apply(ledger), database), clock, out, false);
            summary.print(out);
            return summary;
        } finally {
            ledger.drain();
        }
    }

    private long number(String sql) {
        try (Connection connection = database.owner();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The service without HTTP: callers are looked up where tokens would name them. */
    private record TestDoor(Ledger ledger, TestDatabase database) implements Door {

        @Override
        public Principal caller(Role role, String subject) {
            UUID id = UUID.nameUUIDFromBytes((role + subject).getBytes(StandardCharsets.UTF_8));
            try (Connection connection = database.owner();
                    PreparedStatement statement =
                            connection.prepareStatement("select id from agent where subject = ?")) {
                statement.setString(1, subject);
                try (ResultSet row = statement.executeQuery()) {
                    boolean registered = row.next();
                    // Tokens name nobody as an agent or a rule who does not stand in the registry.
                    assertThat(registered || (role != Role.AGENT && role != Role.SYSTEM))
                            .as(subject)
                            .isTrue();
                    id = registered ? row.getObject(1, UUID.class) : id;
                }
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            return new Principal(new PrincipalId(id), role, new Principal.Scope.Everyone());
        }

        @Override
        public Submission.Key key(Principal caller, String text, Command command) {
            return new Submission.Key(HASH.uuid(caller.id().toString(), text), HASH.uuid(command.toString()));
        }

        @Override
        public Instant lastRecorded() {
            try (Connection connection = database.owner();
                    PreparedStatement statement = connection.prepareStatement("select max(recorded_at) from journal");
                    ResultSet row = statement.executeQuery()) {
                row.next();
                Timestamp last = row.getTimestamp(1);
                return last == null ? Instant.MIN : last.toInstant();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public List<OfKind> kinds() {
            try (Connection connection = database.reader()) {
                return KindMovements.read(connection).stream()
                        .map(of -> new OfKind(
                                of.kind(),
                                of.issued(),
                                of.held(),
                                of.redeemed(),
                                of.settled(),
                                of.reversed(),
                                of.expired()))
                        .toList();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public List<String> check() {
            try (Connection connection = database.reader()) {
                return Check.run(connection).findings().stream()
                        .map(Check.Finding::toString)
                        .toList();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    }
}

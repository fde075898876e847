package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.LedgerFixture.remedy;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.finance.Check;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Limits;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.database.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No window takes more than its limit, whoever gives at the same time, through whichever instance. */
@Timeout(120)
class WindowsDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int ISSUERS = 64;
    private static final long VALUE = 10_000;

    private static LedgerFixture given;
    private static GroupCommit other;
    private static ExecutorService threads;
    private static ExecutorService conductor;
    private static int people;

    @BeforeAll
    static void start() {
        given = new LedgerFixture(DATABASE).withPolicy();
        other = given.start(2);
        threads = Executors.newFixedThreadPool(ISSUERS);
        conductor = Executors.newSingleThreadExecutor();
    }

    @AfterAll
    @Timeout(60)
    static void stop() throws Exception {
        threads.shutdownNow();
        conductor.shutdownNow();
        other.drain();
        given.close();
        try (Connection reader = DATABASE.reader()) {
            assertThat(Check.run(reader).findings()).isEmpty();
        }
    }

    private static Principal agent(String level, String costCentre) {
        return given.agent("agent-" + people++, level, costCentre);
    }

    private static Principal agentIn(ZoneId zone) {
        String centre = "Z" + people;
        given.accepted(LedgerFixture.ADMIN, new SettingsCommand.SetCostCentre(centre, zone));
        return agent("FRONTLINE", centre);
    }

    // ---- all at once

    private interface By<T> {
        T get(int issuer);
    }

    /** Each for a customer of its own. */
    private static List<Entry> issue(Principal agent) throws Exception {
        int first = people;
        people += ISSUERS;
        return together(i -> given.remedyFor("W-" + (first + i), voucher(VALUE)), i -> agent);
    }

    /** Everybody at the same moment, half through another instance. */
    private static List<Entry> together(By<Command> command, By<Principal> agent) throws Exception {
        CountDownLatch ready = new CountDownLatch(ISSUERS);
        List<Future<Entry>> answers = new ArrayList<>();
        for (int i = 0; i < ISSUERS; i++) {
            int issuer = i;
            Callable<Entry> issue = () -> {
                ready.countDown();
                assertThat(ready.await(10, TimeUnit.SECONDS)).isTrue();
                GroupCommit door = issuer % 2 == 0 ? given.ledger : other;
                Submission asked = new Submission(agent.get(issuer), command.get(issuer), LedgerFixture.key());
                return decided(LedgerFixture.await(door.submit(asked).toCompletableFuture()));
            };
            answers.add(threads.submit(issue));
        }
        List<Entry> entries = new ArrayList<>();
        for (Future<Entry> answer : answers) {
            entries.add(answer.get(30, TimeUnit.SECONDS));
        }
        return entries;
    }

    private static Entry decided(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            return accepted.entry();
        }
        if (outcome instanceof Outcome.Refused refused) {
            return refused.entry();
        }
        throw new AssertionError(outcome);
    }

    private static Limits.Window day(Entry entry) {
        return Objects.requireNonNull(entry.limits()).windows().get(1);
    }

    /** What was accepted on each local day; whoever was refused could not have been given as much. */
    private static Map<String, Long> acceptedByDay(List<Entry> entries) {
        Map<String, Long> days = new TreeMap<>();
        for (Entry entry : entries) {
            if (entry.accepted()) {
                days.merge(day(entry).period(), VALUE, Long::sum);
            } else {
                assertThat(entry.outcome()).isEqualTo("limit_exceeded");
                assertThat(day(entry).remaining()).isLessThan(VALUE);
            }
        }
        return days;
    }

    // ---- days

    @Test
    void exactlyTheDaysWorthIsAcceptedAtEveryTry() throws Exception {
        Principal agent = agent("FRONTLINE", "EAST");
        for (int attempt = 0; attempt < 8; attempt++) {
            given.clock.turn(Duration.ofDays(1));
            assertThat(acceptedByDay(issue(agent)).values()).containsExactly(60_000L);
        }
    }

    /** Zones that change their clocks at night and at midnight, both ways, and one that never does. */
    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "America/Havana", "Africa/Cairo", "Pacific/Kiritimati"})
    void aDayEndsAtItsMidnightHoweverManyIssueThen(ZoneId zone) throws Exception {
        Principal agent = agentIn(zone);
        for (int attempt = 0; attempt < 4; attempt++) {
            // Twice the midnight before a change of the clocks, twice the one after it.
            LocalDate next = changeAfter(zone, given.clock.instant())
                    .atZone(zone)
                    .toLocalDate()
                    .plusDays(attempt / 2);
            across(agent, zone, next.atStartOfDay(zone).toInstant());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "America/Havana", "Africa/Cairo"})
    void aDayOfTwentyThreeOrTwentyFiveHoursIsOneDay(ZoneId zone) throws Exception {
        Principal agent = agentIn(zone);
        for (int attempt = 0; attempt < 2; attempt++) {
            across(agent, zone, changeAfter(zone, given.clock.instant()));
        }
    }

    /** The next change of the clocks that is at least a day away; any other day where there is none. */
    private static Instant changeAfter(ZoneId zone, Instant now) {
        ZoneOffsetTransition change = zone.getRules().nextTransition(now.plus(Duration.ofDays(1)));
        return change == null ? now.plus(Duration.ofDays(3)) : change.getInstant();
    }

    /** The clock is turned while all are issuing; each local day that was met is used up, and no more. */
    private static void across(Principal agent, ZoneId zone, Instant turn) throws Exception {
        given.clock.set(turn.minusMillis(1));
        LocalDate before = given.clock.instant().atZone(zone).toLocalDate();
        // Nothing is used yet when the clock turns: how much falls to either side is the race's own affair.
        Future<List<Entry>> across = conductor.submit(() -> issue(agent));
        given.clock.set(turn);
        List<Entry> entries = new ArrayList<>(across.get(60, TimeUnit.SECONDS));
        given.clock.turn(Duration.ofMinutes(30));
        entries.addAll(issue(agent));
        Map<String, Long> days = acceptedByDay(entries);
        String after = turn.atZone(zone).toLocalDate().toString();
        assertThat(days.keySet()).isSubsetOf(before.toString(), after);
        assertThat(days.getOrDefault(before.toString(), 0L)).isLessThanOrEqualTo(60_000L);
        assertThat(days).containsEntry(after, 60_000L);
    }

    // ---- limits that move, and an incident that many share

    @Test
    void aLimitThatMovesIsTheOneInForceForEachEntry() throws Exception {
        given.clock.turn(Duration.ofDays(1));
        given.accepted(LedgerFixture.ADMIN, new SettingsCommand.SetLevel("MOVING", List.of(), null));
        List<Entry> limits = new ArrayList<>(List.of(limit(50_000)));
        Principal agent = agent("MOVING", "EAST");
        SplittableRandom random = new SplittableRandom(7);
        List<Entry> entries = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            Future<List<Entry>> issued = conductor.submit(() -> issue(agent));
            for (int i = 0; i < 5; i++) {
                given.clock.turn(Duration.ofMillis(1));
                limits.add(limit(50_000 + 10_000L * random.nextInt(40)));
            }
            entries.addAll(issued.get(60, TimeUnit.SECONDS));
        }
        limits.add(limit(1_000_000));
        entries.addAll(issue(agent));
        entries.addAll(issue(agent));
        assertThat(acceptedByDay(entries).values()).containsExactly(1_000_000L);
        entries.forEach(entry -> assertKnewTheLimitInForce(entry, limits));
    }

    /** A change that was recorded before an entry is the one that the entry knows, and none recorded after. */
    private static void assertKnewTheLimitInForce(Entry entry, List<Entry> limits) {
        long known = Objects.requireNonNull(entry.limits()).version();
        for (Entry set : limits) {
            if (version(set) == known) {
                assertThat(set.command()).contains("\"day\":" + day(entry).limit() + ",");
            }
            if (version(set) <= known) {
                assertThat(set.recordedAt()).isBeforeOrEqualTo(entry.recordedAt());
            } else {
                assertThat(set.recordedAt()).isAfterOrEqualTo(entry.recordedAt());
            }
        }
    }

    private static Entry limit(long day) {
        return given.accepted(
                LedgerFixture.ADMIN,
                new SettingsCommand.SetLimits(
                        new SettingsCommand.LimitsFor.OfLevel("MOVING"),
                        new SettingsCommand.LimitAmounts(Unit.USD, null, day, null),
                        given.clock.instant(),
                        null));
    }

    /** The version that a change of the settings made: one above the one that it read. */
    private static long version(Entry setting) {
        return Long.parseLong(setting.heads().substring("settings=".length())) + 1;
    }

    @Test
    void severalAgentsShareTheIncidentsWindow() throws Exception {
        List<Principal> agents = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            agents.add(agent("SUPERVISOR", "EAST"));
        }
        for (int attempt = 0; attempt < 4; attempt++) {
            given.clock.turn(Duration.ofDays(1));
            IncidentId incident = given.incident(agents.get(0), "I-" + people++);
            List<Entry> entries = together(i -> remedy(incident, voucher(VALUE)), i -> agents.get(i % 8));
            assertThat(entries.stream().filter(Entry::accepted)).hasSize(7);
            assertThat(entries.stream().filter(entry -> !entry.accepted()))
                    .allSatisfy(entry -> assertThat(entry.facts()).contains("\"limit\":\"incident\""));
        }
    }
}

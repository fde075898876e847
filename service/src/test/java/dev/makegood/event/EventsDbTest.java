package dev.makegood.event;

import static dev.makegood.ledger.writer.LedgerFixture.PARTNER;
import static dev.makegood.ledger.writer.LedgerFixture.miles;
import static dev.makegood.ledger.writer.LedgerFixture.redeem;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.event.Events.Feed;
import dev.makegood.event.Events.Reach;
import dev.makegood.finance.JournalPlace;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import dev.makegood.ledger.writer.GroupCommit;
import dev.makegood.ledger.writer.LedgerFixture;
import dev.makegood.platform.database.TestDatabase;
import dev.makegood.platform.database.ValueTypes;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EventsDbTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SEED = 20261122;
    private static final int WRITERS = 4;
    private static final int REMEDIES = 60;
    private static final Reach ALL = new Reach(new Principal.Scope.Everyone(), false);

    private final TestDatabase database = TestDatabase.open();
    private final LedgerFixture given = new LedgerFixture(database).withPolicy();
    private final Jdbi app = Jdbi.create(database.app())
            .installPlugin(new SqlObjectPlugin())
            .installPlugin(new PostgresPlugin())
            .installPlugin(new ValueTypes());
    private final Events events = new Events(app);

    @AfterEach
    void stop() throws SQLException {
        given.close();
        database.close();
    }

    @Test
    void aFollowerSeesEveryEventOnceAndInOrderWhileTwoInstancesWrite() throws Exception {
        List<Principal> agents = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            agents.add(given.agent("agent-" + i, "SUPERVISOR", "EAST"));
        }
        given.limits("SUPERVISOR", null, null, null);
        GroupCommit other = given.start(2);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Principal agent = agents.get(i);
                Ledger ledger = i % 2 == 0 ? given.ledger : other;
                String name = "C-" + i + "-";
                running.add(writers.submit(() -> write(ledger, agent, name)));
            }
            Reach some = new Reach(
                    new Principal.Scope.Only(Set.of(new CustomerNumber("C-0-7"), new CustomerNumber("C-3-9"))), true);
            Follower all = new Follower(ALL);
            Follower few = new Follower(some);
            Instant until = Instant.now().plus(PATIENCE);
            while (Instant.now().isBefore(until)) {
                boolean written = running.stream().allMatch(Future::isDone);
                boolean more = all.step();
                more |= few.step();
                if (written && !more && all.seen.size() == accepted("true").size()) {
                    break;
                }
            }
            while (few.step()) {
                assertThat(Instant.now()).isBefore(until);
            }
            for (Future<?> writer : running) {
                writer.get(1, TimeUnit.SECONDS);
            }
            assertThat(all.seen).hasSizeGreaterThan(WRITERS * REMEDIES * 2).isEqualTo(accepted("true"));
            assertThat(few.seen)
                    .isNotEmpty()
                    .isEqualTo(accepted("owner in (select key from customer where number in ('C-0-7', 'C-3-9'))"));
        } finally {
            writers.shutdownNow();
            other.drain();
        }
    }

    private void write(Ledger ledger, Principal agent, String name) {
        for (int i = 0; i < REMEDIES; i++) {
            List<CompletableFuture<?>> asked = new ArrayList<>();
            asked.add(submit(ledger, new Submission(agent, given.remedyFor(name + i, miles(50)), LedgerFixture.key())));
            asked.add(submit(
                    ledger, new Submission(PARTNER, redeem(name + i / 2, 1, Unit.MILES), LedgerFixture.key())));
            asked.add(submit(ledger, new Submission(agent, given.open(name + i / 3), LedgerFixture.key())));
            asked.forEach(CompletableFuture::join);
        }
    }

    private static CompletableFuture<?> submit(Ledger ledger, Submission submission) {
        return ledger.submit(submission).toCompletableFuture();
    }

    /** Asks for pages of any size, each from where the one before ended. */
    private final class Follower {
        private final Random random = new Random(SEED);
        private final Reach reach;
        private final List<String> seen = new ArrayList<>();
        private @Nullable JournalPlace place;

        Follower(Reach reach) {
            this.reach = reach;
        }

        boolean step() {
            Feed feed = events.after(place, reach, 1 + random.nextInt(40));
            feed.events().forEach(event -> seen.add(event.id().toString()));
            place = feed.next();
            return feed.more();
        }
    }

    private List<String> accepted(String which) {
        return app.withHandle(handle -> handle.createQuery("select id from journal where outcome = 'accepted' and "
                        + which + " order by epoch, xid, ordinal")
                .mapTo(dev.makegood.ledger.EntryId.class)
                .map(Object::toString)
                .list());
    }

    @Test
    void aPageLooksAtSoManyAndNoMoreForWhoMaySeeFew() {
        Reach stranger = new Reach(new Principal.Scope.Only(Set.of(new CustomerNumber("C-none"))), true);
        long count = Events.SCAN + 10L;
        app.useHandle(handle -> handle.execute("""
                insert into outbox (id, owner, epoch, ordinal, type)
                select gen_random_uuid(), gen_random_uuid(), (select max(number) from epoch), i, 'redeem'
                from generate_series(100, 99 + ?) i
                """, count));
        Feed first = await(stranger, null);
        assertThat(first.events()).isEmpty();
        assertThat(first.more()).isTrue();
        Feed second = events.after(first.next(), stranger, 50);
        assertThat(second.more()).isFalse();
        assertThat(events.after(second.next(), stranger, 50).next()).isEqualTo(second.next());
    }

    /** Transactions of other databases in the cluster count too, so what was committed may take a moment to show. */
    private Feed await(Reach reach, @Nullable JournalPlace place) {
        Instant until = Instant.now().plus(PATIENCE);
        Feed feed = events.after(place, reach, 50);
        while (!feed.more() && Instant.now().isBefore(until)) {
            feed = events.after(place, reach, 50);
        }
        return feed;
    }

    @Test
    void whatWasDroppedBeforeItWasSeenIsSaidAndNeverSkipped() throws SQLException {
        Principal agent = given.agent("amy", "SUPERVISOR", "EAST");
        given.accepted(agent, given.remedyFor("C-1", voucher(100)));
        Feed kept = all();
        JournalPlace oldest = new JournalPlace(0, 0, 0);
        assertThat(events.after(oldest, ALL, 1).events()).hasSize(1);
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            // As if the first of them had been written 31 days ago, and the next one 30.
            for (int days : List.of(31, 30)) {
                String day = "(current_date - " + days + ")";
                String name = "outbox_old_" + days;
                statement.execute("do $$ begin execute format('create table outbox_%s partition of outbox"
                        + " for values from (%L) to (%L)', to_char(" + day + ", 'YYYYMMDD'), " + day + ", " + day
                        + " + 1); end $$");
                assertThat(statement.executeUpdate("with " + name
                                + " as (delete from outbox where (epoch, xid, ordinal)"
                                + " = (select epoch, xid, ordinal from outbox where day = current_date"
                                + " order by epoch, xid, ordinal limit 1) returning *)"
                                + " insert into outbox select " + day + ", id, owner, epoch, xid, ordinal, type from "
                                + name))
                        .isEqualTo(1);
            }
        }
        List<EventView> before = all().events();
        assertThat(before).isEqualTo(kept.events());
        JournalPlace first = events.after(null, ALL, 1).next();
        app.useHandle(handle -> handle.execute("select roll_outbox(7, 30)"));
        assertThat(events.after(first, ALL, 200).events()).isEqualTo(before.subList(1, before.size()));
        assertThat(all().events()).isEqualTo(before.subList(1, before.size()));
        assertThatThrownBy(() -> events.after(oldest, ALL, 1))
                .isInstanceOfSatisfying(
                        ProblemException.class, no -> assertThat(no.code()).isEqualTo(ProblemCode.CURSOR_EXPIRED));
    }

    private Feed all() {
        Instant until = Instant.now().plus(PATIENCE);
        Feed feed = events.after(null, ALL, 200);
        while (Instant.now().isBefore(until) && feed.events().size() < given.number("select count(*) from outbox")) {
            feed = events.after(null, ALL, 200);
        }
        return feed;
    }
}

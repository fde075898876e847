package dev.makegood.ledger.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.finance.Check;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Two instances, each with a clock of its own, that are asked at the same time for what only one can have. There are
 * 200 rounds of each race; {@code -Draces.rounds=N} for more.
 */
final class Races {

    private static final int ROUNDS = Integer.getInteger("races.rounds", 200);

    final LedgerFixture given;
    final Principal agent;
    private final TestDatabase database;
    private final TurnableClock otherClock;
    private final GroupCommit other;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private int people;

    Races(TestDatabase database) {
        this.database = database;
        given = new LedgerFixture(database).withPolicy();
        given.limits("SUPERVISOR", null, null, null);
        otherClock = new TurnableClock(given.clock.instant());
        other = given.start(database.app(), otherClock, 2);
        agent = given.agent("agent", "SUPERVISOR", "EAST");
    }

    /** After all races the ledger agrees with itself. */
    void close() throws SQLException, InterruptedException {
        threads.shutdownNow();
        other.drain();
        given.close();
        try (Connection reader = database.reader()) {
            assertThat(Check.run(reader).findings()).isEmpty();
        }
    }

    /** What each of the two was answered. */
    record Pair(Outcome one, Outcome two) {

        boolean first() {
            return one instanceof Outcome.Accepted;
        }

        boolean second() {
            return two instanceof Outcome.Accepted;
        }

        /** Exactly one of them was accepted, and this is what the other was told. */
        void haveOneWinner(String word) {
            assertThat(first()).isNotEqualTo(second());
            assertThat(word(first() ? two : one)).isEqualTo(word);
        }

        static String word(Outcome outcome) {
            return ((Outcome.Refused) outcome).entry().outcome();
        }
    }

    /** A customer with one credit. */
    record Held(String customer, Credit credit) {

        Principal holder() {
            return LedgerFixture.customer(customer);
        }

        Command.Redeem redeem(long amount) {
            return new Command.Redeem(
                    new CustomerNumber(customer), null, List.of(new Command.Draw.ByCredit(credit.id(), amount)));
        }

        Command touch() {
            return new Command.Touch(credit.owner(), Set.of(Unit.USD));
        }
    }

    /** One customer with one credit for each round. */
    List<Held> held(Command.Grant grant) {
        List<String> customers = new ArrayList<>();
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            String customer = "C-" + people++;
            customers.add(customer);
            answers.add(given.submit(agent, given.remedyFor(customer, grant)));
        }
        List<Held> held = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            Entry entry = ((Outcome.Accepted) LedgerFixture.await(answers.get(i))).entry();
            held.add(new Held(customers.get(i), entry.effects().credits().get(0)));
        }
        return held;
    }

    /** Asks both instances at once, the first by the first clock and the second by the other. */
    Pair race(Principal one, Command first, Principal two, Command second) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        Future<Outcome> left = threads.submit(() -> ask(together, given.ledger, one, first));
        Future<Outcome> right = threads.submit(() -> ask(together, other, two, second));
        return new Pair(left.get(30, TimeUnit.SECONDS), right.get(30, TimeUnit.SECONDS));
    }

    private static Outcome ask(CyclicBarrier together, GroupCommit door, Principal who, Command command)
            throws Exception {
        Submission.Key key = command instanceof Command.Touch ? null : LedgerFixture.key();
        together.await(10, TimeUnit.SECONDS);
        return LedgerFixture.await(
                door.submit(new Submission(who, command, key)).toCompletableFuture());
    }

    /** The first clock goes to a moment before the end of these credits, the other to the end. */
    void goToTheEndOf(List<Held> all) {
        Instant end = Objects.requireNonNull(all.get(0).credit.expiry().at());
        given.clock.set(end.minus(Duration.ofMillis(1)));
        otherClock.set(end);
    }

    /** Both clocks go on together, past what another race has done to them. */
    void goOn(Duration by) {
        Instant now =
                otherClock.instant().isAfter(given.clock.instant()) ? otherClock.instant() : given.clock.instant();
        given.clock.set(now.plus(by));
        otherClock.set(now.plus(by));
    }

    long available(Held held) {
        return now("available", held);
    }

    long now(String column, Held held) {
        return given.number(
                "select " + column + " from credit_at('" + held.credit.id().value() + "', 'infinity')");
    }

    /** How much of it has gone to an account of this kind. */
    long moved(Held held, String to) {
        return given.number("select coalesce(sum(amount), 0) from posting where owner = '"
                + held.credit.owner().value() + "' and to_kind = '" + to + "'");
    }

    static Amount usd(long cents) {
        return new Amount(cents, Unit.USD);
    }
}

package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.LedgerFixture.FINANCE;
import static dev.makegood.ledger.writer.LedgerFixture.PARTNER;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.finance.Check;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Kind;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two instances, each with a clock of its own, are asked at the same time for what only one can have: exactly one
 * consistent result each time. {@code -Draces.rounds=N} for more than 200.
 */
class LifeRacesDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int ROUNDS = Integer.getInteger("races.rounds", 200);

    private static LedgerFixture given;
    private static TurnableClock otherClock;
    private static GroupCommit other;
    private static Principal agent;
    private static ExecutorService threads;
    private static int people;

    @BeforeAll
    static void start() {
        given = new LedgerFixture(DATABASE).withPolicy();
        given.limits("SUPERVISOR", null, null, null);
        otherClock = new TurnableClock(given.clock.instant());
        other = given.start(DATABASE.app(), otherClock, 2);
        agent = given.agent("agent", "SUPERVISOR", "EAST");
        threads = Executors.newFixedThreadPool(2);
    }

    @AfterAll
    static void everythingAgrees() throws SQLException, InterruptedException {
        threads.shutdownNow();
        other.drain();
        given.close();
        try (Connection reader = DATABASE.reader()) {
            assertThat(Check.run(reader).findings()).isEmpty();
        }
    }

    /** What each of the two was answered. */
    private record Pair(Outcome one, Outcome two) {

        boolean first() {
            return one instanceof Outcome.Accepted;
        }

        boolean second() {
            return two instanceof Outcome.Accepted;
        }

        static String word(Outcome outcome) {
            return ((Outcome.Refused) outcome).entry().outcome();
        }
    }

    /** A customer with one credit. */
    private record Held(String customer, Credit credit) {

        Principal holder() {
            return LedgerFixture.customer(customer);
        }
    }

    private static List<Held> held(Command.Grant grant) {
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

    private static Command.Grant certificate() {
        return new Command.Grant(Kind.GIFT_CERTIFICATE, new Amount(500, Unit.USD));
    }

    private static Command redeem(Held held) {
        return new Command.Redeem(
                new CustomerNumber(held.customer), null, List.of(new Command.Draw.ByCredit(held.credit.id(), 500L)));
    }

    private static Pair race(Principal one, Command first, Principal two, Command second) throws Exception {
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

    private static long available(Held held) {
        return given.number(
                "select available from credit_at('" + held.credit.id().value() + "', 'infinity')");
    }

    @Test
    void aCreditIsHandedOnOrSpentAndNeverBoth() throws Exception {
        for (Held held : held(certificate())) {
            CustomerNumber to = new CustomerNumber("T-" + held.customer);
            Pair pair =
                    race(held.holder(), new CreditCommand.Transfer(held.credit.id(), to, null), PARTNER, redeem(held));
            assertThat(pair.first()).isNotEqualTo(pair.second());
            assertThat(Pair.word(pair.first() ? pair.two : pair.one)).isEqualTo("credit_used_up");
            assertThat(available(held)).isZero();
        }
    }

    @Test
    void whatIsAskedForIsConfirmedOnce() throws Exception {
        for (Held held : held(certificate())) {
            CustomerNumber to = new CustomerNumber("T-" + held.customer);
            Entry asked = given.accepted(agent, new CreditCommand.RequestTransfer(held.credit.id(), to, null));
            Command confirm = new Command.ConfirmTransfer(asked.id());
            Pair pair = race(held.holder(), confirm, held.holder(), confirm);
            assertThat(pair.first()).isNotEqualTo(pair.second());
            assertThat(Pair.word(pair.first() ? pair.two : pair.one)).isEqualTo("transfer_done");
        }
    }

    @Test
    void twoCustomersHandCreditsToEachOtherWithoutWaitingForEver() throws Exception {
        List<Held> ones = held(certificate());
        List<Held> others = held(certificate());
        for (int i = 0; i < ROUNDS; i++) {
            Held one = ones.get(i);
            Held two = others.get(i);
            Pair pair = race(
                    one.holder(),
                    new CreditCommand.Transfer(one.credit.id(), new CustomerNumber(two.customer), null),
                    two.holder(),
                    new CreditCommand.Transfer(two.credit.id(), new CustomerNumber(one.customer), null));
            assertThat(pair.first() && pair.second()).isTrue();
        }
    }

    @Test
    void aBlockLetsThroughWhatCameBeforeItAndNothingAfter() throws Exception {
        for (Held held : held(certificate())) {
            Pair pair = race(FINANCE, new CreditCommand.Block(held.credit.id(), "stolen"), PARTNER, redeem(held));
            assertThat(pair.first()).isTrue();
            assertThat(available(held)).isEqualTo(pair.second() ? 0 : 500);
            assertThat(pair.second() || Pair.word(pair.two).equals("credit_blocked"))
                    .isTrue();
        }
    }

    /** One clock stands a moment before the end, the other a moment after it. */
    @Test
    void aDateIsExtendedOrOverAndNeverBoth() throws Exception {
        List<Held> all = held(voucher(500));
        Instant end = Objects.requireNonNull(all.get(0).credit.expiry().at());
        given.clock.set(end.minus(Duration.ofMillis(1)));
        otherClock.set(end);
        int extended = 0;
        for (Held held : all) {
            Command touch = new Command.Touch(held.credit.owner(), Set.of(Unit.USD));
            Pair pair = race(agent, new CreditCommand.Extend(held.credit.id(), null, null), FINANCE, touch);
            assertThat(pair.two).isInstanceOf(Outcome.Unchanged.class);
            assertThat(available(held)).isEqualTo(pair.first() ? 500 : 0);
            assertThat(pair.first() || Pair.word(pair.one).equals("credit_expired"))
                    .isTrue();
            extended += pair.first() ? 1 : 0;
        }
        System.out.println("extended before the end: " + extended + " of " + ROUNDS);
    }
}

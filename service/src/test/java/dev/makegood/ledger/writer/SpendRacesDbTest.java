package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.LedgerFixture.FINANCE;
import static dev.makegood.ledger.writer.LedgerFixture.PARTNER;
import static dev.makegood.ledger.writer.LedgerFixture.redeem;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.database.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Redemptions, holds and reversals against each other, against the end of a credit and against its void. */
class SpendRacesDbTest {

    private static final Duration DAY = Duration.ofDays(1);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static Races races;

    @BeforeAll
    static void start() {
        races = new Races(DATABASE);
    }

    @AfterAll
    static void everythingAgrees() throws Exception {
        races.close();
    }

    private static Entry hold(Races.Held held, long amount) {
        return races.given.accepted(PARTNER, new Command.Hold(held.redeem(amount), DAY));
    }

    private static Command voidOf(Races.Held held) {
        return new Command.VoidCredit(held.credit().id(), "given twice");
    }

    @Test
    void twoCannotSpendTheSame() throws Exception {
        for (Races.Held held : races.held(voucher(500))) {
            Command redeem = redeem(held.customer(), 300, Unit.USD);
            races.race(PARTNER, redeem, PARTNER, redeem).haveOneWinner("insufficient_balance");
            assertThat(races.available(held)).isEqualTo(200);
        }
    }

    @Test
    void aCreditIsSpentOrOverAndNeverBoth() throws Exception {
        List<Races.Held> all = races.held(voucher(500));
        races.goToTheEndOf(all);
        for (Races.Held held : all) {
            Races.Pair pair = races.race(PARTNER, held.redeem(500), FINANCE, held.touch());
            assertThat(pair.two()).isInstanceOf(Outcome.Unchanged.class);
            assertThat(pair.first() || Races.Pair.word(pair.one()).equals("credit_expired"))
                    .isTrue();
            assertThat(races.moved(held, "EXPIRED")).isEqualTo(pair.first() ? 0 : 500);
            assertThat(races.available(held)).isZero();
        }
        races.goOn(DAY);
    }

    @Test
    void whatIsHeldIsCapturedOrGivenUpAndNeverBoth() throws Exception {
        for (Races.Held held : races.held(voucher(500))) {
            Entry hold = hold(held, 500);
            Races.Pair pair =
                    races.race(PARTNER, new Command.Capture(hold.id(), null), PARTNER, new Command.Release(hold.id()));
            pair.haveOneWinner("hold_ended");
            assertThat(races.available(held)).isEqualTo(pair.first() ? 0 : 500);
            assertThat(races.now("held", held)).isZero();
        }
    }

    @Test
    void aVoidLeavesWhatIsHeldToItsCapture() throws Exception {
        for (Races.Held held : races.held(voucher(500))) {
            Entry hold = hold(held, 300);
            Races.Pair pair = races.race(PARTNER, new Command.Capture(hold.id(), null), races.agent, voidOf(held));
            assertThat(pair.first() && pair.second()).isTrue();
            assertThat(races.moved(held, "FUNDING")).isEqualTo(200);
            assertThat(races.moved(held, "REDEEMED")).isEqualTo(300);
            assertThat(races.now("available + held", held)).isZero();
        }
    }

    @Test
    void aBlockLeavesWhatIsHeldToItsCapture() throws Exception {
        for (Races.Held held : races.held(voucher(500))) {
            Entry hold = hold(held, 300);
            Command block = new CreditCommand.Block(held.credit().id(), "stolen");
            Races.Pair pair = races.race(PARTNER, new Command.Capture(hold.id(), null), FINANCE, block);
            assertThat(pair.first() && pair.second()).isTrue();
            assertThat(races.available(held)).isEqualTo(200);
            assertThat(races.given.refused(PARTNER, held.redeem(200)).outcome()).isEqualTo("credit_blocked");
        }
    }

    @Test
    void noMoreComesBackThanWasTaken() throws Exception {
        for (Races.Held held : races.held(voucher(500))) {
            Entry spent = races.given.accepted(PARTNER, held.redeem(500));
            Command reverse = Command.Reverse.of(spent.id(), Races.usd(300));
            races.race(PARTNER, reverse, PARTNER, reverse).haveOneWinner("reversal_exceeds");
            assertThat(races.available(held)).isEqualTo(300);
        }
    }

    /** Before the end all of it gets the days of grace, after the end only what comes back. */
    @Test
    void whatComesBackHasItsDaysOfGraceHoweverTheEndIsMet() throws Exception {
        List<Races.Held> all = races.held(voucher(500));
        List<Entry> spent = all.stream()
                .map(held -> races.given.accepted(PARTNER, held.redeem(200)))
                .toList();
        races.goToTheEndOf(all);
        int before = 0;
        for (int i = 0; i < all.size(); i++) {
            Races.Held held = all.get(i);
            Races.Pair pair =
                    races.race(PARTNER, Command.Reverse.of(spent.get(i).id(), null), FINANCE, held.touch());
            assertThat(pair.first()).isTrue();
            assertThat(pair.two()).isInstanceOf(Outcome.Unchanged.class);
            long expired = races.moved(held, "EXPIRED");
            assertThat(expired).isIn(0L, 300L);
            assertThat(races.available(held)).isEqualTo(500 - expired);
            before += expired == 0 ? 1 : 0;
        }
        System.out.println("reversed before the end: " + before + " of " + all.size());
        races.goOn(DAY);
    }

    @Test
    void aCreditIsHeldOrOverAndNeverBoth() throws Exception {
        List<Races.Held> all = races.held(voucher(500));
        races.goToTheEndOf(all);
        for (Races.Held held : all) {
            Races.Pair pair = races.race(PARTNER, new Command.Hold(held.redeem(500), DAY), FINANCE, held.touch());
            assertThat(pair.two()).isInstanceOf(Outcome.Unchanged.class);
            assertThat(pair.first() || Races.Pair.word(pair.one()).equals("credit_expired"))
                    .isTrue();
            assertThat(races.now("held", held)).isEqualTo(pair.first() ? 500 : 0);
            assertThat(races.moved(held, "EXPIRED")).isEqualTo(pair.first() ? 0 : 500);
        }
        races.goOn(DAY);
    }

    @Test
    void aVoidedCreditIsNotHeldAndAHeldOneIsVoidedAllTheSame() throws Exception {
        for (Races.Held held : races.held(voucher(500))) {
            Races.Pair pair = races.race(PARTNER, new Command.Hold(held.redeem(500), DAY), races.agent, voidOf(held));
            assertThat(pair.second()).isTrue();
            assertThat(pair.first() || Races.Pair.word(pair.one()).equals("credit_voided"))
                    .isTrue();
            assertThat(races.now("held", held)).isEqualTo(pair.first() ? 500 : 0);
            assertThat(races.moved(held, "FUNDING")).isEqualTo(pair.first() ? 0 : 500);
            assertThat(races.available(held)).isZero();
        }
    }
}

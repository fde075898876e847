package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.LedgerFixture.FINANCE;
import static dev.makegood.ledger.writer.LedgerFixture.PARTNER;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.database.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Transfers, blocks and extensions against each other and against what spends a credit: one consistent result each. */
class LifeRacesDbTest {

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

    private static Command.Grant certificate() {
        return new Command.Grant(Kind.GIFT_CERTIFICATE, new Amount(500, Unit.USD));
    }

    @Test
    void aCreditIsHandedOnOrSpentAndNeverBoth() throws Exception {
        for (Races.Held held : races.held(certificate())) {
            CustomerNumber to = new CustomerNumber("T-" + held.customer());
            Races.Pair pair = races.race(
                    held.holder(), new CreditCommand.Transfer(held.credit().id(), to, null), PARTNER, held.redeem(500));
            pair.haveOneWinner("credit_used_up");
            assertThat(races.available(held)).isZero();
        }
    }

    @Test
    void whatIsAskedForIsConfirmedOnce() throws Exception {
        for (Races.Held held : races.held(certificate())) {
            CustomerNumber to = new CustomerNumber("T-" + held.customer());
            Entry asked = races.given.accepted(
                    races.agent, new CreditCommand.RequestTransfer(held.credit().id(), to, null));
            Command confirm = new Command.ConfirmTransfer(asked.id());
            Races.Pair pair = races.race(held.holder(), confirm, held.holder(), confirm);
            pair.haveOneWinner("transfer_done");
        }
    }

    @Test
    void twoCustomersHandCreditsToEachOtherWithoutWaitingForEver() throws Exception {
        List<Races.Held> ones = races.held(certificate());
        List<Races.Held> others = races.held(certificate());
        for (int i = 0; i < ones.size(); i++) {
            Races.Held one = ones.get(i);
            Races.Held two = others.get(i);
            Races.Pair pair = races.race(
                    one.holder(),
                    new CreditCommand.Transfer(one.credit().id(), new CustomerNumber(two.customer()), null),
                    two.holder(),
                    new CreditCommand.Transfer(two.credit().id(), new CustomerNumber(one.customer()), null));
            assertThat(pair.first() && pair.second()).isTrue();
        }
    }

    @Test
    void aBlockLetsThroughWhatCameBeforeItAndNothingAfter() throws Exception {
        for (Races.Held held : races.held(certificate())) {
            Races.Pair pair = races.race(
                    FINANCE, new CreditCommand.Block(held.credit().id(), "stolen"), PARTNER, held.redeem(500));
            assertThat(pair.first()).isTrue();
            assertThat(races.available(held)).isEqualTo(pair.second() ? 0 : 500);
            assertThat(pair.second() || Races.Pair.word(pair.two()).equals("credit_blocked"))
                    .isTrue();
        }
    }

    /** One clock stands a moment before the end, the other a moment after it. */
    @Test
    void aDateIsExtendedOrOverAndNeverBoth() throws Exception {
        List<Races.Held> all = races.held(voucher(500));
        races.goToTheEndOf(all);
        int extended = 0;
        for (Races.Held held : all) {
            Races.Pair pair = races.race(
                    races.agent, new CreditCommand.Extend(held.credit().id(), null, null), FINANCE, held.touch());
            assertThat(pair.two()).isInstanceOf(Outcome.Unchanged.class);
            assertThat(races.available(held)).isEqualTo(pair.first() ? 500 : 0);
            assertThat(pair.first() || Races.Pair.word(pair.one()).equals("credit_expired"))
                    .isTrue();
            extended += pair.first() ? 1 : 0;
        }
        System.out.println("extended before the end: " + extended + " of " + all.size());
    }
}

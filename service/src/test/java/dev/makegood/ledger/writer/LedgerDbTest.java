package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.LedgerFixture.FINANCE;
import static dev.makegood.ledger.writer.LedgerFixture.PARTNER;
import static dev.makegood.ledger.writer.LedgerFixture.miles;
import static dev.makegood.ledger.writer.LedgerFixture.redeem;
import static dev.makegood.ledger.writer.LedgerFixture.remedy;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Posting;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LedgerDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static LedgerFixture given;
    private static int people;

    @BeforeAll
    static void start() {
        given = new LedgerFixture(DATABASE).withPolicy();
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static Principal agent(String level) {
        return given.agent("agent-" + people++, level, "EAST");
    }

    private static String customer() {
        return "C-" + people++;
    }

    @Test
    void aRemedyIsGivenOnceAndReadAgainAsItWas() {
        Principal agent = agent("FRONTLINE");
        Submission submission =
                new Submission(agent, given.remedyFor(customer(), miles(6_000), voucher(2_500)), LedgerFixture.key());
        Outcome first = LedgerFixture.await(given.ledger.submit(submission).toCompletableFuture());
        Outcome second = LedgerFixture.await(given.ledger.submit(submission).toCompletableFuture());
        Entry entry = ((Outcome.Accepted) first).entry();
        assertThat(second).isEqualTo(new Outcome.Accepted(entry, true));
        assertThat(Objects.requireNonNull(entry.limits()).windows())
                .extracting(window -> window.name() + " " + window.used() + " " + window.value())
                .containsExactly("incident 0 10300", "day 0 10300", "month 0 10300");
        assertThat(entry.effects().credits()).hasSize(2);
    }

    /** A thousand and no more: each posting lists them, and all of them may fall due before one command. */
    @Test
    void whatACustomerHoldsOfAUnitHasABound() {
        Principal agent = agent("SUPERVISOR");
        IncidentId incident = given.incident(agent, customer());
        Command.Grant[] ten = new Command.Grant[10];
        Arrays.fill(ten, voucher(1));
        for (int i = 0; i < 100; i++) {
            given.accepted(agent, LedgerFixture.remedy(incident, ten));
        }
        assertThat(given.refused(agent, LedgerFixture.remedy(incident, voucher(1)))
                        .outcome())
                .isEqualTo("too_many_credits");
        given.accepted(agent, LedgerFixture.remedy(incident, miles(1)));
    }

    @Test
    void whoIsNoLongerActiveTakesNothingBack() {
        Principal agent = agent("FRONTLINE");
        String customer = customer();
        Entry gave = given.accepted(agent, given.remedyFor(customer, voucher(1_000)));
        given.accepted(
                LedgerFixture.ADMIN,
                new SettingsCommand.ChangeAgent(
                        agent.agent(),
                        SettingsCommand.Registration.of("FRONTLINE", "EAST", Instant.EPOCH)
                                .until(given.clock.instant())));
        Command taken = new Command.VoidCredit(gave.effects().credits().get(0).id(), null);
        assertThat(given.refused(agent, taken).outcome()).isEqualTo("agent_inactive");
        Command moved = new Command.SetCustomer(new CustomerNumber(customer), ZoneId.of("Europe/Vienna"), null);
        assertThat(given.refused(agent, moved).outcome()).isEqualTo("agent_inactive");
    }

    @Test
    void aLimitIsNeverExceededByParallelIssuers() {
        Principal agent = agent("FRONTLINE");
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            answers.add(given.submit(agent, given.remedyFor("P-" + i, voucher(10_000))));
        }
        long accepted = answers.stream()
                .map(LedgerFixture::await)
                .filter(Outcome.Accepted.class::isInstance)
                .count();
        assertThat(accepted).isEqualTo(6);
    }

    @Test
    void aRedemptionTakesTheSoonestExpiryAndAReversalGivesItBack() {
        Principal agent = agent("SUPERVISOR");
        String customer = customer();
        IncidentId incident = given.incident(agent, customer);
        given.accepted(agent, remedy(incident, voucher(3_000)));
        given.clock.turn(Duration.ofDays(40));
        given.accepted(agent, remedy(incident, voucher(4_000)));
        Entry redeemed = given.accepted(PARTNER, redeem(customer, 5_000, Unit.USD));
        assertThat(redeemed.effects().postings())
                .extracting(posting -> posting.amount().minor())
                .containsExactly(3_000L, 2_000L);
        Entry back = given.accepted(PARTNER, Command.Reverse.of(redeemed.id(), new Amount(2_500, Unit.USD)));
        assertThat(back.effects().postings())
                .extracting(posting -> posting.amount().minor())
                .containsExactly(2_000L, 500L);
        Entry refused = given.refused(PARTNER, Command.Reverse.of(redeemed.id(), new Amount(2_501, Unit.USD)));
        assertThat(refused.outcome()).isEqualTo("reversal_exceeds");
    }

    @Test
    void whatExpiredComesBackInGraceAndIsGoneAfterIt() {
        Principal agent = agent("SUPERVISOR");
        String customer = customer();
        given.accepted(agent, given.remedyFor(customer, voucher(3_000)));
        Entry redeemed = given.accepted(PARTNER, redeem(customer, 3_000, Unit.USD));
        given.clock.turn(Duration.ofDays(400));
        Entry back = given.accepted(PARTNER, Command.Reverse.of(redeemed.id(), null));
        Posting posting = back.effects().postings().get(0);
        assertThat(posting.touched().state().name()).isEqualTo("GRACE");
        Entry inGrace = given.accepted(PARTNER, redeem(customer, 1_000, Unit.USD));
        given.clock.turn(Duration.ofDays(32));
        assertThat(given.refused(PARTNER, redeem(customer, 1, Unit.USD)).outcome())
                .isEqualTo("insufficient_balance");
        Entry late = given.accepted(PARTNER, Command.Reverse.of(inGrace.id(), null));
        assertThat(late.effects().postings())
                .extracting(one -> one.to().kind().name())
                .containsExactly("AVAILABLE", "EXPIRED");
    }

    @Test
    void aVoidRestoresTheWindowsAndTheValueGoesBackToFunding() {
        Principal agent = agent("FRONTLINE");
        String customer = customer();
        Entry given1 = given.accepted(agent, given.remedyFor(customer, voucher(10_000)));
        var credit = given1.effects().credits().get(0);
        Entry voided = given.accepted(FINANCE, new Command.VoidCredit(credit.id(), "a mistake"));
        assertThat(voided.facts()).isEqualTo("{\"notRecovered\":0,\"restored\":10000,\"taken\":10000}");
        Entry again = given.accepted(agent, given.remedyFor(customer, voucher(10_000)));
        assertThat(Objects.requireNonNull(again.limits()).windows().get(1).used())
                .isZero();
    }

    @Test
    void milesLiveOnWithActivity() {
        Principal agent = agent("SUPERVISOR");
        String customer = customer();
        given.accepted(agent, given.remedyFor(customer, miles(1_000)));
        given.clock.turn(Duration.ofDays(600));
        given.accepted(agent, given.remedyFor(customer, miles(1_000)));
        given.clock.turn(Duration.ofDays(600));
        Entry all = given.accepted(PARTNER, redeem(customer, 2_000, Unit.MILES));
        assertThat(all.effects().postings()).hasSize(2);
    }

    @Test
    void theSameReferenceIsTheSameIncident() {
        Principal agent = agent("FRONTLINE");
        String customer = customer();
        Entry first = given.accepted(agent, given.open(customer, "PNR-1", "BAG-2"));
        Entry second = given.refused(agent, given.open(customer, "BAG-2"));
        assertThat(second.outcome()).isEqualTo("incident_exists");
        assertThat(second.facts())
                .contains(
                        Objects.requireNonNull(first.effects().opened()).claim().toString());
    }
}

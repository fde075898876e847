package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.LedgerFixture.miles;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.finance.Check;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Code;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where codes come from, where they stand, and that nothing else keeps them. */
class CodesDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static LedgerFixture given;
    private static Principal agent;

    @BeforeAll
    static void open() {
        given = new LedgerFixture(DATABASE).withPolicy();
        agent = given.agent("cora", "SUPERVISOR", "EAST");
    }

    @AfterAll
    static void close() {
        given.close();
    }

    private static Command.Grant certificate(long cents) {
        return new Command.Grant(Kind.GIFT_CERTIFICATE, new Amount(cents, Unit.USD));
    }

    private static Outcome.Accepted done(Principal who, Command command) {
        return (Outcome.Accepted) given.outcome(who, command);
    }

    /** Gives a customer one voucher. */
    private static CreditId voucherFor(String customer) {
        return done(agent, given.remedyFor(customer, voucher(500)))
                .codes()
                .keySet()
                .iterator()
                .next();
    }

    private static Principal customer(String number) {
        Principal anyone = LedgerFixture.principal(Role.CUSTOMER, number);
        return new Principal(anyone.id(), Role.CUSTOMER, new Principal.Scope.Only(Set.of(new CustomerNumber(number))));
    }

    @Test
    void what_is_shown_to_spend_it_has_a_code_and_miles_have_none() {
        Outcome.Accepted outcome = done(agent, given.remedyFor("C-1", miles(100), voucher(500), certificate(700)));
        List<CreditId> credits = outcome.entry().effects().credits().stream()
                .map(credit -> credit.id())
                .toList();
        assertThat(outcome.codes().keySet()).containsExactlyInAnyOrder(credits.get(1), credits.get(2));
        outcome.codes()
                .forEach((credit, code) -> assertThat(given.number("""
                        select count(*) from code k join credit c on c.id = k.credit and c.owner = k.owner
                        where k.credit = '%s' and k.last_four = '%s' and k.keys = 'c1' and k.entry = c.entry
                          and k.hash = decode('%s', 'hex')
                        """.formatted(
                                        credit.value(),
                                        code.lastFour(),
                                        LedgerFixture.codeKeys().fresh(code).hex())))
                        .isOne());
        assertThat(given.number("select count(*) from code where credit = '"
                        + credits.get(0).value() + "'"))
                .isZero();
    }

    @Test
    void the_first_answer_has_the_code_and_no_other_does() throws Exception {
        Submission submission = new Submission(agent, given.remedyFor("C-2", voucher(500)), LedgerFixture.key());
        List<CompletableFuture<Outcome>> sent = Stream.generate(
                        () -> given.ledger.submit(submission).toCompletableFuture())
                .limit(100)
                .toList();
        List<Outcome> outcomes = sent.stream().map(LedgerFixture::await).toList();
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Accepted.class));
        assertThat(outcomes.stream()
                        .filter(outcome -> !((Outcome.Accepted) outcome).codes().isEmpty()))
                .hasSize(1);
        GroupCommit other = given.start(1);
        Outcome.Accepted later =
                (Outcome.Accepted) LedgerFixture.await(other.submit(submission).toCompletableFuture());
        assertThat(later.replayed()).isTrue();
        assertThat(later.codes()).isEmpty();
        assertThat(later.entry()).isEqualTo(((Outcome.Accepted) outcomes.get(0)).entry());
        other.drain();
    }

    @Test
    void a_refused_remedy_leaves_no_code() {
        long before = given.number("select count(*) from code");
        given.refused(agent, given.remedyFor("C-3", voucher(500_000_00)));
        assertThat(given.number("select count(*) from code")).isEqualTo(before);
    }

    @Test
    void a_new_code_takes_the_row_of_the_old_one_away() {
        Outcome.Accepted issued = done(agent, given.remedyFor("C-4", voucher(500)));
        CreditId credit = issued.codes().keySet().iterator().next();
        Outcome.Accepted reissued = done(customer("C-4"), new Command.ReissueCode(credit));
        Code code = reissued.codes().get(credit);
        assertThat(code).isNotNull().isNotEqualTo(issued.codes().get(credit));
        assertThat(reissued.entry().effects().postings()).isEmpty();
        assertThat(reissued.entry().effects().changes()).singleElement().satisfies(change -> {
            assertThat(change.what()).isEqualTo("code");
            assertThat(change.after()).isNotNull();
            assertThat(change.after().available()).isEqualTo(500);
        });
        assertThat(given.number("""
                select count(*) from code where credit = '%s' and last_four = '%s' and entry = '%s'
                """.formatted(
                        credit.value(), code.lastFour(), reissued.entry().id().value())))
                .isOne();
        assertThat(given.number("select count(*) from code where credit = '" + credit.value() + "'"))
                .isOne();
    }

    @Test
    void two_new_codes_in_one_batch_leave_the_later_one() throws Exception {
        CreditId credit = voucherFor("C-5");
        List<CompletableFuture<Outcome>> sent = Stream.generate(
                        () -> given.submit(LedgerFixture.FINANCE, new Command.ReissueCode(credit)))
                .limit(30)
                .toList();
        Entry last = sent.stream()
                .map(LedgerFixture::await)
                .map(outcome -> ((Outcome.Accepted) outcome).entry())
                .max((a, b) -> Long.compare(version(a), version(b)))
                .orElseThrow();
        assertThat(given.number("select count(*) from code where credit = '" + credit.value() + "'"))
                .isOne();
        assertThat(given.number(
                        "select count(*) from code where entry = '" + last.id().value() + "'"))
                .isOne();
    }

    private static long version(Entry entry) {
        return entry.effects().changes().get(0).headVersion();
    }

    @Test
    void giver_customer_and_finance_may_ask_for_a_new_code_and_nobody_else() {
        CreditId credit = voucherFor("C-6");
        Command reissue = new Command.ReissueCode(credit);
        Principal other = given.agent("otto", "SUPERVISOR", "EAST");
        assertThat(done(agent, reissue).codes()).hasSize(1);
        assertThat(done(LedgerFixture.FINANCE, reissue).codes()).hasSize(1);
        assertThat(given.outcome(customer("C-nobody"), reissue)).isInstanceOf(Outcome.NotFound.class);
        assertThat(given.refused(other, reissue).outcome()).isEqualTo("not_the_giver");
        assertThat(given.refused(LedgerFixture.principal(Role.AGENT, "nobody"), reissue)
                        .outcome())
                .isEqualTo("agent_inactive");
    }

    @Test
    void what_is_over_gets_no_code() {
        CreditId voided = voucherFor("C-7");
        given.accepted(agent, new Command.VoidCredit(voided, null));
        assertThat(given.refused(agent, new Command.ReissueCode(voided)).outcome())
                .isEqualTo("credit_voided");
        CreditId used = voucherFor("C-8");
        given.accepted(LedgerFixture.PARTNER, LedgerFixture.redeem("C-8", 500, Unit.USD));
        assertThat(given.refused(agent, new Command.ReissueCode(used)).outcome())
                .isEqualTo("credit_used_up");
        CreditId expired = voucherFor("C-9");
        Entry flown = given.accepted(agent, given.remedyFor("C-9", miles(10)));
        CreditId miles = flown.effects().credits().get(0).id();
        assertThat(given.refused(agent, new Command.ReissueCode(miles)).outcome())
                .isEqualTo("credit_without_code");
        given.clock.turn(Duration.ofDays(370));
        assertThat(given.refused(agent, new Command.ReissueCode(expired)).outcome())
                .isEqualTo("credit_expired");
    }

    @Test
    void nothing_but_the_hash_and_the_last_four_symbols_is_kept() throws SQLException {
        Outcome.Accepted outcome = done(agent, given.remedyFor("C-10", voucher(500)));
        CreditId credit = outcome.codes().keySet().iterator().next();
        Code first = outcome.codes().get(credit);
        Code second = done(agent, new Command.ReissueCode(credit)).codes().get(credit);
        try (Connection owner = DATABASE.owner()) {
            for (Code code : List.of(first, second)) {
                for (String text :
                        List.of(code.symbols(), code.reveal(), code.symbols().substring(0, 8))) {
                    assertThat(WholeDatabase.rowsWith(owner, text)).isEmpty();
                }
                assertThat(WholeDatabase.rowsWith(owner, '"' + code.lastFour() + '"'))
                        .isNotEmpty();
            }
            assertThat(Check.run(owner).findings()).isEmpty();
        }
    }
}

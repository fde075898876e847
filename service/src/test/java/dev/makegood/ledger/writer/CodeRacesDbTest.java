package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.finance.Check;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Code;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.database.TestDatabase;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One code in many hands, through two instances at once. */
class CodeRacesDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int ROUNDS = Integer.getInteger("races", 200);

    private static Command.Redeem byCode(Code code, @Nullable Long amount) {
        Command.Purchase bought = new Command.Purchase("till 7", new Amount(10_000, Unit.USD));
        return new Command.Redeem(null, bought, List.of(new Command.Draw.ByCode(code, amount)));
    }

    private static CompletableFuture<Outcome> send(GroupCommit ledger, Principal who, Command command) {
        return ledger.submit(new Submission(who, command, LedgerFixture.key())).toCompletableFuture();
    }

    private static Entry entry(CompletableFuture<Outcome> sent) {
        Outcome outcome = LedgerFixture.await(sent);
        return outcome instanceof Outcome.Accepted accepted ? accepted.entry() : ((Outcome.Refused) outcome).entry();
    }

    @Test
    void of_64_redeemers_of_one_code_one_succeeds() throws Exception {
        try (LedgerFixture given = new LedgerFixture(DATABASE).withPolicy()) {
            GroupCommit other = given.start(2);
            Principal agent = given.agent("cora", "SUPERVISOR", "EAST");
            Code code = done(given, agent, given.remedyFor("C-64", voucher(500)))
                    .codes()
                    .values()
                    .iterator()
                    .next();
            List<CompletableFuture<Outcome>> sent = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                sent.add(send(i % 2 == 0 ? given.ledger : other, till(i), byCode(code, null)));
            }
            List<String> outcomes =
                    sent.stream().map(one -> entry(one).outcome()).toList();
            assertThat(outcomes).containsOnlyOnce("accepted").containsOnly("accepted", "code_not_accepted");
            other.drain();
        }
    }

    private static Principal till(int number) {
        return LedgerFixture.principal(Role.PARTNER, "till " + number);
    }

    private static Outcome.Accepted done(LedgerFixture given, Principal who, Command command) {
        return (Outcome.Accepted) given.outcome(who, command);
    }

    /** The old code takes its part before the new one is given, or never. */
    @Test
    void a_new_code_ends_the_old_one_at_one_moment() throws Exception {
        try (LedgerFixture given = new LedgerFixture(DATABASE).withPolicy();
                Connection reader = DATABASE.owner()) {
            given.limits("SUPERVISOR", null, null, null);
            GroupCommit other = given.start(2);
            Principal agent = given.agent("rita", "SUPERVISOR", "EAST");
            int before = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Outcome.Accepted issued = done(given, agent, given.remedyFor("X-" + round, voucher(500)));
                CreditId credit = issued.codes().keySet().iterator().next();
                Code old = Objects.requireNonNull(issued.codes().get(credit));
                boolean first = round % 2 == 0;
                CompletableFuture<Outcome> redeem =
                        first ? send(other, till(1), byCode(old, 100L)) : new CompletableFuture<>();
                CompletableFuture<Outcome> reissue = send(given.ledger, agent, new Command.ReissueCode(credit));
                redeem = first ? redeem : send(other, till(1), byCode(old, 100L));
                Entry renewed = entry(reissue);
                assertThat(renewed.accepted()).isTrue();
                Entry spent = entry(redeem);
                if (spent.accepted()) {
                    before++;
                    assertThat(version(spent))
                            .isLessThan(renewed.effects().changes().get(0).headVersion());
                } else {
                    assertThat(spent.outcome()).isEqualTo("code_not_accepted");
                }
                Outcome again = LedgerFixture.await(send(other, till(2), byCode(old, 1L)));
                assertThat(again).isInstanceOf(Outcome.Refused.class);
                Code fresh = Objects.requireNonNull(((Outcome.Accepted) LedgerFixture.await(reissue))
                        .codes()
                        .get(credit));
                assertThat(entry(send(other, till(2), byCode(fresh, 1L))).accepted())
                        .isTrue();
            }
            System.out.println("races: the old code came first in " + before + " of " + ROUNDS);
            assertThat(Check.run(reader).findings()).isEmpty();
            other.drain();
        }
    }

    private static long version(Entry spent) {
        return Objects.requireNonNull(spent.effects().postings().get(0).after()).version();
    }

    /** Codes are spent while they get a newer key, and none is refused for it. */
    @Test
    void spending_goes_on_while_codes_get_a_newer_key() throws Exception {
        try (LedgerFixture given = new LedgerFixture(DATABASE).withPolicy();
                Connection app = DATABASE.app().getConnection()) {
            given.limits("SUPERVISOR", null, null, null);
            Principal agent = given.agent("kim", "SUPERVISOR", "EAST");
            List<Code> codes = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                codes.addAll(done(given, agent, given.remedyFor("K-" + i, voucher(500), voucher(500), voucher(500)))
                        .codes()
                        .values());
            }
            CodeKeys keys = LedgerFixture.codeKeys("c2");
            GroupCommit newer = new GroupCommit(
                    DATABASE.app(), given.clock, new SecureRandom(), LedgerFixture.hashes(keys), 2, given.metrics);
            AtomicBoolean rotated = new AtomicBoolean();
            CompletableFuture<Void> rotation = CompletableFuture.runAsync(() -> {
                try {
                    new CodeRotation(app, keys).run(renewed -> {});
                    rotated.set(true);
                } catch (java.sql.SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            for (int i = 0; i < 3; i++) {
                codes.stream()
                        .map(code -> send(newer, till(3), byCode(code, 100L)))
                        .toList()
                        .forEach(sent -> assertThat(entry(sent).accepted()).isTrue());
            }
            rotation.get();
            assertThat(rotated).isTrue();
            assertThat(given.number("select count(*) from code where keys = 'c1'"))
                    .isZero();
            newer.drain();
        }
    }
}

package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.LedgerFixture.codeKeys;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.finance.Check;
import dev.makegood.ledger.Code;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Submission;
import dev.makegood.platform.database.TestDatabase;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Codes get a newer key while they are looked at, spent and given anew, and each is found at every moment. */
class CodeRotationDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int CODES = 1_200;

    private final Map<CreditId, Code> codes = new ConcurrentHashMap<>();

    @Test
    void every_code_is_found_before_while_and_after() throws Exception {
        try (LedgerFixture given = new LedgerFixture(DATABASE).withPolicy();
                Connection app = DATABASE.app().getConnection()) {
            given.limits("SUPERVISOR", null, null, null);
            Principal agent = given.agent("rita", "SUPERVISOR", "EAST");
            issue(given, agent);
            // Every instance gets to know the new key first, and only then the codes get it.
            GroupCommit newer = new GroupCommit(
                    DATABASE.app(),
                    given.clock,
                    new SecureRandom(),
                    LedgerFixture.hashes(codeKeys("c2")),
                    2,
                    given.metrics);
            CodeReader reader = new CodeReader(DATABASE.app(), codeKeys("c2"), given.clock, new SecureRandom());
            CodeRotation rotation = new CodeRotation(app, codeKeys("c2"));
            interrupted(rotation);
            assertThat(number(given, "keys = 'c1'")).isBetween(1L, (long) CODES - 1);
            AtomicBoolean ended = new AtomicBoolean();
            ExecutorService clients = Executors.newFixedThreadPool(3);
            try {
                Future<Integer> looked = clients.submit(() -> look(reader, agent, ended));
                Future<Integer> again = clients.submit(() -> reissue(given, newer, agent, ended));
                rotation.run(renewed -> {});
                ended.set(true);
                assertThat(looked.get()).isPositive();
                assertThat(again.get()).isPositive();
            } finally {
                ended.set(true);
                clients.shutdownNow();
            }
            assertThat(rotation.run(renewed -> {})).isZero();
            assertThat(number(given, "keys = 'c1'")).isZero();
            assertThat(number(given, "keys = 'c1.c2'")).isPositive();
            assertThat(number(given, "keys = 'c2'")).isPositive();
            assertThat(number(given, "true")).isEqualTo(CODES);
            codes.forEach((credit, code) -> assertThat(reader.look(agent, code))
                    .hasValueSatisfying(worth -> assertThat(worth.credit().id()).isEqualTo(credit)));
            thirdKey(given, agent, app);
            assertThat(Check.run(app).findings()).isEmpty();
            newer.drain();
        }
    }

    private void issue(LedgerFixture given, Principal agent) {
        List<CompletableFuture<Outcome>> sent = new ArrayList<>();
        for (int i = 0; i < CODES / 10; i++) {
            Command.Grant[] grants = Collections.nCopies(10, voucher(100)).toArray(Command.Grant[]::new);
            sent.add(given.submit(agent, given.remedyFor("R-" + i, grants)));
        }
        sent.forEach(one -> codes.putAll(((Outcome.Accepted) LedgerFixture.await(one)).codes()));
        assertThat(codes).hasSize(CODES);
    }

    /** Ends in the middle, as by a signal. */
    private static void interrupted(CodeRotation rotation) {
        assertThatThrownBy(() -> rotation.run(renewed -> {
                    if (renewed > 0) {
                        throw new IllegalStateException("interrupted");
                    }
                }))
                .hasMessage("interrupted");
    }

    /** Looks at codes that nobody else touches. */
    private int look(CodeReader reader, Principal agent, AtomicBoolean ended) {
        int looked = 0;
        List<CreditId> all = List.copyOf(codes.keySet());
        while (!ended.get() || looked < 100) {
            CreditId credit = all.get(looked % (CODES / 2));
            assertThat(reader.look(agent, Objects.requireNonNull(codes.get(credit))))
                    .as("look " + looked)
                    .isPresent();
            looked++;
        }
        return looked;
    }

    /** Gives the other half new codes, after which the old ones are worth nothing. */
    private int reissue(LedgerFixture given, GroupCommit ledger, Principal agent, AtomicBoolean ended) {
        int reissued = 0;
        List<CreditId> all = List.copyOf(codes.keySet());
        CodeReader reader = new CodeReader(DATABASE.app(), codeKeys("c2"), given.clock, new SecureRandom());
        while (!ended.get() || reissued < 20) {
            CreditId credit = all.get(CODES / 2 + reissued % (CODES / 2));
            Code old = Objects.requireNonNull(codes.get(credit));
            Outcome outcome = LedgerFixture.await(
                    ledger.submit(new Submission(agent, new Command.ReissueCode(credit), LedgerFixture.key()))
                            .toCompletableFuture());
            codes.put(
                    credit,
                    Objects.requireNonNull(((Outcome.Accepted) outcome).codes().get(credit)));
            assertThat(reader.look(agent, old)).isEmpty();
            reissued++;
        }
        return reissued;
    }

    private void thirdKey(LedgerFixture given, Principal agent, Connection app) throws SQLException {
        CodeKeys keys = codeKeys("c2", "c3");
        assertThat(new CodeRotation(app, keys).run(renewed -> {})).isEqualTo(CODES);
        assertThat(number(given, "keys in ('c1.c2.c3', 'c2.c3')")).isEqualTo(CODES);
        CodeReader reader = new CodeReader(DATABASE.app(), keys, given.clock, new SecureRandom());
        codes.values().forEach(code -> assertThat(reader.look(agent, code)).isPresent());
    }

    private static long number(LedgerFixture given, String where) {
        return given.number("select count(*) from code where " + where);
    }
}

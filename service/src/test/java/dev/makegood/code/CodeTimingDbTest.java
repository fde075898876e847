package dev.makegood.code;

import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.ledger.Code;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Unit;
import dev.makegood.ledger.writer.CodeReader;
import dev.makegood.ledger.writer.LedgerFixture;
import dev.makegood.platform.database.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** That a look at a code takes as long whatever it finds, measured without the noise of HTTP. */
class CodeTimingDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int SAMPLES = 150;
    private static final int ROUNDS = 4;

    /** So many codes of a kind, so that no single one's place in the directory matters. */
    private static final int OF_A_KIND = 15;

    private final SecureRandom random = new SecureRandom();

    @Test
    void no_kind_of_code_that_cannot_be_spent_takes_longer_than_one_that_nobody_gave_out() {
        try (LedgerFixture given = new LedgerFixture(DATABASE).withPolicy()) {
            given.limits("SUPERVISOR", null, null, null);
            Principal agent = given.agent("tim", "SUPERVISOR", "EAST");
            for (int i = 0; i < 40; i++) {
                Command.Grant[] some = Collections.nCopies(5, voucher(100)).toArray(Command.Grant[]::new);
                given.accepted(agent, given.remedyFor("T-" + i, some));
            }
            CodeReader reader = new CodeReader(DATABASE.app(), LedgerFixture.codeKeys("c2", "c3"), given.clock, random);
            Principal own = customer("OWN");
            Samples samples = new Samples();
            dead(given, agent).forEach((why, codes) -> {
                Iterator<Code> next =
                        Stream.generate(() -> codes).flatMap(List::stream).iterator();
                samples.kind(
                        why, () -> assertThat(reader.look(own, next.next())).isEmpty());
            });
            samples.areAlike(samples.names(), "unknown", SAMPLES, ROUNDS, () -> {});
        }
    }

    private Map<String, List<Code>> dead(LedgerFixture given, Principal agent) {
        Map<String, List<Code>> dead = new LinkedHashMap<>();
        dead.put("unknown", some(() -> Code.random(random)));
        dead.put("expired", some(() -> code(given, agent, "OWN")));
        given.clock.turn(Duration.ofDays(370));
        dead.put("voided", some(() -> {
            Outcome.Accepted voided = issued(given, agent, "OWN");
            given.accepted(agent, new Command.VoidCredit(credit(voided), null));
            return code(voided);
        }));
        dead.put("used up", some(() -> {
            Outcome.Accepted used = issued(given, agent, "OWN");
            given.accepted(LedgerFixture.PARTNER, LedgerFixture.redeem("OWN", 100, Unit.USD));
            return code(used);
        }));
        dead.put("foreign", some(() -> code(given, agent, "OTHER")));
        dead.put("replaced", some(() -> {
            Outcome.Accepted replaced = issued(given, agent, "OWN");
            given.accepted(agent, new Command.ReissueCode(credit(replaced)));
            return code(replaced);
        }));
        return dead;
    }

    private static List<Code> some(Supplier<Code> one) {
        return Stream.generate(one).limit(OF_A_KIND).toList();
    }

    private static CreditId credit(Outcome.Accepted issued) {
        return issued.codes().keySet().iterator().next();
    }

    private static Code code(Outcome.Accepted issued) {
        return issued.codes().values().iterator().next();
    }

    private static Outcome.Accepted issued(LedgerFixture given, Principal agent, String customer) {
        return (Outcome.Accepted) given.outcome(agent, given.remedyFor(customer, voucher(100)));
    }

    private static Code code(LedgerFixture given, Principal agent, String customer) {
        return code(issued(given, agent, customer));
    }

    private static Principal customer(String number) {
        Principal anyone = LedgerFixture.principal(Role.CUSTOMER, number);
        return new Principal(anyone.id(), Role.CUSTOMER, new Principal.Scope.Only(Set.of(new CustomerNumber(number))));
    }
}

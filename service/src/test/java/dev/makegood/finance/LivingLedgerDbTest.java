package dev.makegood.finance;

import static dev.makegood.ledger.writer.LedgerFixture.FINANCE;
import static dev.makegood.ledger.writer.LedgerFixture.PARTNER;
import static dev.makegood.ledger.writer.LedgerFixture.miles;
import static dev.makegood.ledger.writer.LedgerFixture.redeem;
import static dev.makegood.ledger.writer.LedgerFixture.remedy;
import static dev.makegood.ledger.writer.LedgerFixture.voucher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Unit;
import dev.makegood.ledger.writer.LedgerFixture;
import dev.makegood.platform.database.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Heads, windows and roll-ups stay right whatever many people do at once, while time passes and limits change. */
class LivingLedgerDbTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final long SEED = Long.getLong("living.seed", 20261121);
    private static final int ROUNDS = Integer.getInteger("living.rounds", 8);
    private static final int AT_ONCE = 150;
    private static final int CUSTOMERS = 12;
    private static final List<String> ZONES = List.of("Asia/Tokyo", "America/Los_Angeles", "Europe/Berlin");

    private final Random random = new Random(SEED);
    private final Queue<CreditId> credits = new ConcurrentLinkedQueue<>();
    private final Queue<IncidentId> incidents = new ConcurrentLinkedQueue<>();
    private final Queue<EntryId> redemptions = new ConcurrentLinkedQueue<>();
    private final List<Principal> agents = new ArrayList<>();

    @Test
    void every_head_and_window_is_right_after_each_round_of_random_commands() throws Exception {
        RollUp rollUp = new RollUp(Jdbi.create(database.app()).installPlugin(new SqlObjectPlugin()));
        try (LedgerFixture given = new LedgerFixture(database).withPolicy()) {
            for (int i = 0; i < 3; i++) {
                agents.add(given.agent("agent-" + i, i == 0 ? "FRONTLINE" : "SUPERVISOR", "EAST"));
            }
            for (int round = 0; round < ROUNDS; round++) {
                List<CompletableFuture<Outcome>> answers = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    answers.add(ask(given));
                }
                answers.stream().map(LedgerFixture::await).forEach(this::remember);
                rollUp.fold();
                check("seed " + SEED + ", round " + round);
                given.clock.turn(Duration.ofHours(pick(List.of(1, 9, 30, 24 * 40, 24 * 200))));
                given.limits("FRONTLINE", random.nextLong(20_000), random.nextLong(60_000), 600_000L);
            }
        }
        assertThat(credits).isNotEmpty();
        assertThat(redemptions).isNotEmpty();
    }

    private CompletableFuture<Outcome> ask(LedgerFixture given) {
        Principal agent = pick(agents);
        String customer = "C-" + random.nextInt(CUSTOMERS);
        Command.Grant grant =
                random.nextBoolean() ? miles(1 + random.nextInt(900)) : voucher(1 + random.nextInt(4_000));
        return switch (random.nextInt(10)) {
            case 0, 1 -> given.submit(agent, given.remedyFor(customer, grant, miles(7)));
            case 2, 3 ->
                given.submit(
                        agent, remedy(one(incidents, new IncidentId(agent.id().value())), grant));
            case 4 -> given.submit(agent, given.open(customer, "PNR" + random.nextInt(9)));
            case 5 -> given.submit(PARTNER, redeem(customer, 1 + random.nextInt(500), Unit.MILES));
            case 6 -> given.submit(PARTNER, redeem(customer, 1 + random.nextInt(3_000), Unit.USD));
            case 7 ->
                given.submit(
                        PARTNER,
                        Command.Reverse.of(
                                one(redemptions, new EntryId(agent.id().value())), null));
            case 8 ->
                given.submit(
                        random.nextBoolean() ? FINANCE : agent,
                        new Command.VoidCredit(
                                one(credits, new CreditId(agent.id().value())), "mistake"));
            default ->
                given.submit(
                        agent, new Command.SetCustomer(new CustomerNumber(customer), ZoneId.of(pick(ZONES)), null));
        };
    }

    private void remember(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            Entry entry = accepted.entry();
            entry.effects().credits().stream().map(Credit::id).forEach(credits::add);
            Stream.ofNullable(entry.effects().opened()).forEach(opened -> incidents.add(opened.id()));
            if (entry.command().startsWith("redeem/")) {
                redemptions.add(entry.id());
            }
        }
    }

    private void check(String when) throws Exception {
        try (Connection reader = database.reader()) {
            assertThat(Check.run(reader).findings()).as(when).isEmpty();
        }
    }

    private <T> T one(Queue<T> known, T otherwise) {
        return known.isEmpty() ? otherwise : pick(List.copyOf(known));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}

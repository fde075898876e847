package dev.makegood.ledger.model;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import dev.makegood.ledger.writer.LedgerFixture;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The company at the start, and how it changes its mind afterwards. */
final class Setup {

    /** Some change their clocks at midnight, and two are a day and an hour apart. */
    static final List<ZoneId> ZONES = List.of(
            ZoneId.of("America/New_York"),
            ZoneId.of("America/Havana"),
            ZoneId.of("Africa/Cairo"),
            ZoneId.of("Asia/Tokyo"),
            ZoneId.of("Pacific/Pago_Pago"),
            ZoneId.of("Pacific/Kiritimati"));

    private static final int AGENTS = 20;
    private static final List<String> LEVELS = List.of("TRAINEE", "FRONTLINE", "SENIOR", "SUPERVISOR", "BOUNDLESS");
    private static final List<@Nullable Long> INCIDENT = nullable(5_000L, 15_000L, 30_000L, 75_000L, null);
    private static final List<@Nullable Long> DAY = nullable(8_000L, 25_000L, 50_000L, 100_000L, null);
    private static final List<@Nullable Long> MONTH = nullable(40_000L, 200_000L, 500_000L, 1_000_000L, 1_000_000_000L);

    private final Ledger ledger;
    private final InstantSource clock;

    Setup(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @SafeVarargs
    private static <T> List<@Nullable T> nullable(@Nullable T... values) {
        List<@Nullable T> list = new ArrayList<>();
        for (T value : values) {
            list.add(value);
        }
        return list;
    }

    /** Cost centres, levels with the domain's limits, rates, and the agents, of whom one is a rule. */
    List<Principal> open() {
        for (int i = 0; i < ZONES.size(); i++) {
            accepted(new SettingsCommand.SetCostCentre("CC" + i, ZONES.get(i)));
        }
        for (int i = 0; i < LEVELS.size(); i++) {
            List<String> next = i + 1 < LEVELS.size() ? List.of(LEVELS.get(i + 1)) : List.of();
            accepted(new SettingsCommand.SetLevel(LEVELS.get(i), next, 10 + i));
            SettingsCommand.LimitAmounts amounts =
                    new SettingsCommand.LimitAmounts(Unit.USD, INCIDENT.get(i), DAY.get(i), MONTH.get(i));
            accepted(new SettingsCommand.SetLimits(
                    new SettingsCommand.LimitsFor.OfLevel(LEVELS.get(i)), amounts, clock.instant(), null));
        }
        accepted(new SettingsCommand.SetLevel("NEW", List.of(), null));
        rate(Kind.MILES, Unit.MILES, "1.30", "1.10", "0.70");
        rate(Kind.VOUCHER, Unit.USD, "1", "1", "0.80");
        rate(Kind.GIFT_CERTIFICATE, Unit.USD, "1", "1", "0.92");
        rate(Kind.VOUCHER, Unit.of("EUR"), "1.0837", "1.0837", "0.86696");
        rate(Kind.VOUCHER, Unit.of("JPY"), "0.6543210987", "0.65", "0.5");
        rate(Kind.VOUCHER, Unit.of("USE"), "1", "1", "0.55");
        rate(Kind.VOUCHER, Unit.of("ITEM"), "1", "0.9", "0.8");
        rate(Kind.GIFT, Unit.of("ITEM"), "1", "1", "1");
        rate(Kind.REIMBURSEMENT, Unit.USD, "1", "1", "1");
        rate(Kind.REIMBURSEMENT, Unit.of("EUR"), "1.0837", "1.0837", "1.0837");
        for (int i = 1; i < ZONES.size(); i++) {
            accepted(new SettingsCommand.SetAverageSpend("CC" + i, new Amount(9_999L * i, Unit.USD), null));
        }
        List<Principal> agents = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            Role role = i == 0 ? Role.SYSTEM : Role.AGENT;
            SettingsCommand.Registration as =
                    SettingsCommand.Registration.of(LEVELS.get(i % 5), "CC" + i % 6, Instant.EPOCH);
            Entry entry = accepted(new SettingsCommand.RegisterAgent(role, subject(i), as));
            agents.add(new Principal(new PrincipalId(entry.commandId()), role, new Principal.Scope.Everyone()));
        }
        return agents;
    }

    private void rate(Kind kind, Unit unit, String customer, String fair, String cost) {
        SettingsCommand.Worth worth = new SettingsCommand.Worth(
                Unit.USD, new BigDecimal(customer), new BigDecimal(fair), new BigDecimal(cost));
        accepted(new SettingsCommand.AddRate("MV-2026-01", kind, unit, worth, clock.instant()));
    }

    private Entry accepted(Command command) {
        Submission submission = new Submission(LedgerFixture.ADMIN, command, LedgerFixture.key());
        Outcome outcome = LedgerFixture.await(ledger.submit(submission).toCompletableFuture());
        if (outcome instanceof Outcome.Accepted accepted) {
            return accepted.entry();
        }
        throw new AssertionError(command + " was answered with " + outcome);
    }

    /** What an agent is called by its number. */
    static String subject(int number) {
        return "agent-" + number;
    }

    /** A change of mind: mostly limits up and down, else people, zones and rates; now and then a mistake. */
    SettingsCommand change(SplittableRandom random, World world) {
        List<Principal> agents = world.agents;
        int dice = random.nextInt(100);
        int level = random.nextInt(LEVELS.size());
        int number = random.nextInt(agents.size());
        Instant now = clock.instant();
        if (dice < 40) {
            Instant from = random.nextInt(4) == 0 ? now.plus(Duration.ofHours(random.nextInt(100))) : now;
            return limits(new SettingsCommand.LimitsFor.OfLevel(LEVELS.get(level)), level, random, from, null);
        } else if (dice < 50) {
            AgentId agent = agents.get(number).agent();
            Instant to = now.plus(Duration.ofMinutes(random.nextInt(10_000)));
            return limits(new SettingsCommand.LimitsFor.OfAgent(agent), level, random, now, to);
        } else if (dice < 80) {
            Instant to = random.nextInt(12) == 0 ? now.plus(Duration.ofMinutes(random.nextInt(60))) : null;
            String rank = random.nextInt(20) == 0 ? "NEW" : LEVELS.get(level);
            SettingsCommand.Registration as = new SettingsCommand.Registration(
                    rank,
                    "CC" + random.nextInt(ZONES.size()),
                    null,
                    some(random, world),
                    some(random, world),
                    random.nextBoolean() ? null : Instant.EPOCH,
                    to);
            return new SettingsCommand.ChangeAgent(agents.get(number).agent(), as);
        } else if (dice < 86) {
            return new SettingsCommand.SetCostCentre(
                    "CC" + random.nextInt(ZONES.size()), ZONES.get(random.nextInt(ZONES.size())));
        } else if (dice < 90) {
            return rate(random, now);
        } else if (dice < 94) {
            Amount spend = new Amount(1L + random.nextInt(60_000), Unit.USD);
            String centre = random.nextInt(8) == 0 ? "NOWHERE" : "CC" + random.nextInt(ZONES.size());
            return new SettingsCommand.SetAverageSpend(centre, spend, random.nextInt(4) == 0 ? null : now);
        }
        return mistake(random.nextInt(6), now);
    }

    /** A few of the customers that are served now. */
    private static List<CustomerNumber> some(SplittableRandom random, World world) {
        List<CustomerNumber> some = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            some.add(World.customer(world.round(), random.nextInt(World.CUSTOMERS)));
        }
        return some;
    }

    private static SettingsCommand registered(String subject, SettingsCommand.Registration as) {
        return new SettingsCommand.RegisterAgent(Role.AGENT, subject, as);
    }

    private static SettingsCommand limits(
            SettingsCommand.LimitsFor of, int level, SplittableRandom random, Instant from, @Nullable Instant to) {
        return new SettingsCommand.SetLimits(
                of,
                new SettingsCommand.LimitAmounts(
                        Unit.USD,
                        about(INCIDENT.get(level), random),
                        about(DAY.get(level), random),
                        about(MONTH.get(level), random)),
                from,
                to);
    }

    private static @Nullable Long about(@Nullable Long limit, SplittableRandom random) {
        return limit == null ? null : Long.valueOf(limit / 2 + random.nextLong(limit));
    }

    private static SettingsCommand rate(SplittableRandom random, Instant now) {
        Unit unit = List.of(Unit.MILES, Unit.of("EUR"), Unit.of("JPY"), Unit.of("USE"))
                .get(random.nextInt(4));
        Kind kind = unit.equals(Unit.MILES)
                ? Kind.MILES
                : unit.code().equals("USE") || random.nextBoolean() ? Kind.VOUCHER : Kind.GIFT_CERTIFICATE;
        BigDecimal worth = BigDecimal.valueOf(5_000 + random.nextInt(15_000), 4);
        Instant from = random.nextInt(4) == 0 ? null : now;
        return new SettingsCommand.AddRate(
                "MV", kind, unit, new SettingsCommand.Worth(Unit.USD, worth, worth, worth.movePointLeft(1)), from);
    }

    private SettingsCommand mistake(int which, Instant now) {
        AgentId nobody = LedgerFixture.principal(Role.AGENT, "nobody").agent();
        SettingsCommand.LimitAmounts none = new SettingsCommand.LimitAmounts(Unit.USD, 0L, 0L, 0L);
        return switch (which) {
            case 0 -> new SettingsCommand.SetLimits(new SettingsCommand.LimitsFor.OfLevel("GENERAL"), none, now, null);
            case 1 -> new SettingsCommand.SetLimits(new SettingsCommand.LimitsFor.OfAgent(nobody), none, now, null);
            case 2 -> registered("newcomer", SettingsCommand.Registration.of("SENIOR", "NOWHERE", now));
            case 3 -> registered(subject(1), SettingsCommand.Registration.of("SENIOR", "CC1", now));
            case 4 -> new SettingsCommand.ChangeAgent(nobody, SettingsCommand.Registration.of("SENIOR", "CC1", now));
            default ->
                registered(
                        "newcomer",
                        SettingsCommand.Registration.of("SENIOR", "CC1", now).ledBy(nobody));
        };
    }
}

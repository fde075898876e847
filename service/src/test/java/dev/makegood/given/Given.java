package dev.makegood.given;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.ReminderId;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.TestService;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Acts through the public interface; only what has no interface yet, such as the registry, is set by commands. */
public final class Given {

    /** Where the days of most people here are counted. */
    public static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Principal ADMIN =
            new Principal(new PrincipalId(new UUID(7, 7)), Role.ADMIN, new Principal.Scope.Everyone());
    private static final Duration TICK = Duration.ofMillis(1);
    private static final long SECONDS_TO_WAIT = 30;
    private static final AtomicBoolean POLICY_SET = new AtomicBoolean();

    private final TestService service;

    public Given() {
        this(TestService.get(), POLICY_SET.compareAndSet(false, true));
    }

    /** On a service of one's own, which starts with the same policy. */
    public Given(TestService own) {
        this(own, true);
    }

    private Given(TestService service, boolean withoutPolicy) {
        this.service = service;
        if (withoutPolicy) {
            policy();
        }
    }

    /** Somebody who gives, with a subject that nobody else has. */
    public record Person(Api api, String id, String subject) {}

    /** The demo's levels, limits and rates, as far as tests need them. */
    private void policy() {
        set(new SettingsCommand.SetCostCentre("EAST", ZONE));
        level("SUPERVISOR", List.of("DUTY_MANAGER"), 75_000L, 300_000L, 3_000_000L);
        level("FRONTLINE", List.of("SUPERVISOR"), 15_000L, 60_000L, 600_000L);
        Api finance = as(Role.FINANCE);
        finance.post("/v1/rates", key(), Bodies.rate("miles", "MILES", "1.30", "1.10", "0.70"))
                .expect(201);
        finance.post("/v1/rates", key(), Bodies.rate("voucher", "USD", "1", "1", "0.80"))
                .expect(201);
        finance.post("/v1/rates", key(), Bodies.rate("gift_certificate", "USD", "1", "1", "0.92"))
                .expect(201);
        finance.post("/v1/rates", key(), Bodies.rate("voucher", "USE", "1", "1", "0.55"))
                .expect(201);
        finance.post("/v1/rates", key(), Bodies.rate("voucher", "ITEM", "1", "1", "1"))
                .expect(201);
        finance.post("/v1/rates", key(), Bodies.rate("reimbursement", "USD", "1", "1", "1"))
                .expect(201);
        finance.post("/v1/rates", key(), Bodies.rate("gift", "ITEM", "1", "1", "1"))
                .expect(201);
        set(new SettingsCommand.SetAverageSpend("EAST", new Amount(60_000, Unit.USD), null));
    }

    /** A level with its limits from now on; none: not limited. */
    public void level(
            String level, List<String> overLimitTo, @Nullable Long incident, @Nullable Long day, @Nullable Long month) {
        set(new SettingsCommand.SetLevel(level, overLimitTo, 10));
        set(new SettingsCommand.SetLimits(
                new SettingsCommand.LimitsFor.OfLevel(level),
                new SettingsCommand.LimitAmounts(Unit.USD, incident, day, month),
                now(),
                null));
    }

    public static String key() {
        return UUID.randomUUID().toString();
    }

    /** A customer that the ledger has not met. */
    public String customer() {
        return "C-" + NUMBERS.incrementAndGet();
    }

    public Person agent(String level) {
        return agent(level, "EAST");
    }

    public Person agent(String level, String costCentre) {
        return person(Role.AGENT, level, costCentre, now());
    }

    public Person person(Role role, String level, String costCentre, Instant activeFrom) {
        String subject = "agent-" + NUMBERS.incrementAndGet();
        Entry entry = set(new SettingsCommand.RegisterAgent(
                role, subject, SettingsCommand.Registration.of(level, costCentre, activeFrom)));
        return new Person(service.as(role, subject), new AgentId(entry.commandId()).toString(), subject);
    }

    public Api as(Role role) {
        return service.as(role, role.word());
    }

    public Api named(Role role, String subject) {
        return service.as(role, subject);
    }

    public Api nobody() {
        return service.api();
    }

    /** A partner that may touch these customers. */
    public Api partner(String name, String... customers) {
        return service.as(Role.PARTNER, name, customers);
    }

    public Api customer(String number) {
        return service.as(Role.CUSTOMER, number, number);
    }

    /** Changes a setting, which has no interface yet. */
    public Entry set(SettingsCommand settings) {
        Submission.Key key = new Submission.Key(UUID.randomUUID(), UUID.randomUUID());
        Outcome outcome = outcome(new Submission(ADMIN, settings, key));
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).entry();
    }

    private Outcome outcome(Submission submission) {
        try {
            return service.ledger().submit(submission).toCompletableFuture().get(SECONDS_TO_WAIT, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no outcome", e);
        }
    }

    public TestService service() {
        return service;
    }

    public Instant now() {
        return service.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    public void later(Duration by) {
        service.clock().turn(by);
    }

    /** Turns the clock on to the next midnight in a zone. */
    public void nextDay(ZoneId zone) {
        Instant now = now();
        Instant midnight =
                now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
        later(Duration.between(now, midnight));
    }

    /** One number that the owner of the database reads. */
    public long number(String sql) {
        return one(sql, Long.class);
    }

    private UUID id(String sql) {
        return one(sql, UUID.class);
    }

    private <T> T one(String sql, Class<T> type) {
        try (Connection connection = service.database().owner();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getObject(1, type);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    // ---- bodies

    public String delay(String customer, String... references) {
        return """
                {"customer": "%s", "reason": "DELAY", "severity": 3, "occurredAt": "%s", "channel": "PHONE",
                 "references": [%s]}""".formatted(
                customer,
                now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS),
                String.join(
                        ", ", List.of(references).stream().map(Bodies::quoted).toList()));
    }

    // ---- acts

    public Answer opened(Person agent, String customer, String... references) {
        // Ids are in the order of time; two within a millisecond are in none.
        later(TICK);
        return agent.api()
                .post("/v1/incidents", key(), delay(customer, references))
                .expect(201);
    }

    /** A remedy for a new incident of the customer. */
    public Answer given(Person agent, String customer, String... credits) {
        later(TICK);
        return agent.api()
                .post("/v1/remedies", key(), Bodies.remedy(delay(customer), credits))
                .expect(201);
    }

    public Answer redeemed(Api who, String customer, String... draws) {
        later(TICK);
        return who.post("/v1/redemptions", key(), Bodies.purchase(customer, draws))
                .expect(201);
    }

    /** So many days before the first credit of a remedy ends, what the clock does then; answers with the reminder's id. */
    public String reminded(Answer remedy, int days) {
        Instant at = LocalDate.parse(remedy.text("/credits/0/expiry/on"))
                .minusDays(days)
                .atStartOfDay(ZONE)
                .toInstant();
        later(Duration.between(now(), at));
        String credit = CreditId.parse(remedy.text("/credits/0/id")).value().toString();
        CustomerId owner = new CustomerId(id("select owner from credit where id = '" + credit + "'"));
        Unit unit = Unit.of(remedy.text("/credits/0/amount/unit"));
        assertThat(outcome(new Submission(ADMIN, new Command.Touch(owner, Set.of(unit)), null)))
                .isInstanceOf(Outcome.Unchanged.class);
        return new ReminderId(id("select id from reminder where '" + credit + "' = any (credits)"
                        + " order by recorded_at desc limit 1"))
                .toString();
    }
}

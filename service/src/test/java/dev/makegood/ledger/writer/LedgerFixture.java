package dev.makegood.ledger.writer;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Basis;
import dev.makegood.ledger.Benefit;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.IncidentFacts;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Restrictions;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.database.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A ledger on a test database with the demo's rates and a few people, and short words for commands. */
public final class LedgerFixture implements AutoCloseable {

    public static final ZoneId ZONE = ZoneId.of("America/New_York");
    public static final Principal ADMIN = principal(Role.ADMIN, "admin");
    public static final Principal FINANCE = principal(Role.FINANCE, "finance");
    public static final Principal PARTNER = principal(Role.PARTNER, "till");

    public final TurnableClock clock = new TurnableClock(Instant.parse("2026-03-02T15:00:00Z"));
    public final MetricRegistry metrics = new MetricRegistry();
    public final GroupCommit ledger;
    private final TestDatabase database;

    public LedgerFixture(TestDatabase database) {
        this(database, 2);
    }

    public LedgerFixture(TestDatabase database, int lanes) {
        this.database = database;
        this.ledger = start(lanes);
    }

    /** Another instance of the service on the same database. */
    public GroupCommit start(int lanes) {
        return start(database.app(), lanes);
    }

    /** An instance that works through connections of the test's own. */
    public GroupCommit start(DataSource connections, int lanes) {
        return start(connections, clock, lanes);
    }

    /** An instance that also goes by another clock. */
    public GroupCommit start(DataSource connections, InstantSource clock, int lanes) {
        return new GroupCommit(connections, clock, new SecureRandom(), hashes(codeKeys()), lanes, metrics);
    }

    public static Hashes hashes(CodeKeys codes) {
        return new Hashes(new KeyedHash("t1", "a secret for tests only".getBytes(StandardCharsets.UTF_8)), codes);
    }

    /** Keys of codes with these ids, each the same in every test. */
    public static CodeKeys codeKeys(String... further) {
        List<CodeKeys.Key> keys = new ArrayList<>(List.of(codeKey("c1")));
        List.of(further).forEach(id -> keys.add(codeKey(id)));
        return new CodeKeys(keys, null);
    }

    private static CodeKeys.Key codeKey(String id) {
        return new CodeKeys.Key(id, ("a secret of 32 bytes at least, of " + id).getBytes(StandardCharsets.UTF_8));
    }

    /** The demo's rates and levels with roomy limits, in one cost centre. */
    public LedgerFixture withPolicy() {
        accepted(ADMIN, new SettingsCommand.SetCostCentre("EAST", ZONE));
        accepted(ADMIN, new SettingsCommand.SetLevel("SUPERVISOR", List.of("DUTY_MANAGER"), 15));
        accepted(ADMIN, new SettingsCommand.SetLevel("FRONTLINE", List.of("SUPERVISOR"), 10));
        limits("FRONTLINE", 15_000L, 60_000L, 600_000L);
        limits("SUPERVISOR", 75_000L, 300_000L, 3_000_000L);
        rate(Kind.MILES, Unit.MILES, "1.30", "1.10", "0.70");
        rate(Kind.VOUCHER, Unit.USD, "1", "1", "0.80");
        rate(Kind.GIFT_CERTIFICATE, Unit.USD, "1", "1", "0.92");
        rate(Kind.VOUCHER, Unit.of("USE"), "1", "1", "0.55");
        rate(Kind.VOUCHER, Unit.of("ITEM"), "1", "1", "1");
        rate(Kind.REIMBURSEMENT, Unit.USD, "1", "1", "1");
        rate(Kind.GIFT, Unit.of("ITEM"), "1", "1", "1");
        accepted(ADMIN, new SettingsCommand.SetAverageSpend("EAST", new Amount(60_000, Unit.USD), null));
        return this;
    }

    public void limits(String level, @Nullable Long incident, @Nullable Long day, @Nullable Long month) {
        accepted(
                ADMIN,
                new SettingsCommand.SetLimits(
                        new SettingsCommand.LimitsFor.OfLevel(level),
                        new SettingsCommand.LimitAmounts(Unit.USD, incident, day, month),
                        clock.instant(),
                        null));
    }

    public void rate(Kind kind, Unit unit, String customer, String fair, String cost) {
        SettingsCommand.Worth worth = new SettingsCommand.Worth(
                Unit.USD, new BigDecimal(customer), new BigDecimal(fair), new BigDecimal(cost));
        accepted(ADMIN, new SettingsCommand.AddRate("MV-2026-01", kind, unit, worth, clock.instant()));
    }

    /** Registers an agent and answers with who it is. */
    public Principal agent(String subject, String level, String costCentre) {
        Entry entry = accepted(
                ADMIN,
                new SettingsCommand.RegisterAgent(
                        Role.AGENT, subject, SettingsCommand.Registration.of(level, costCentre, clock.instant())));
        return new Principal(new PrincipalId(entry.commandId()), Role.AGENT, new Principal.Scope.Everyone());
    }

    public IncidentId incident(Principal agent, String customer) {
        Entry entry = accepted(agent, open(customer));
        return Objects.requireNonNull(entry.effects().opened()).id();
    }

    public Command.OpenIncident open(String customer, String... references) {
        IncidentFacts facts = new IncidentFacts("DELAY", 3, "PHONE", "CUSTOMER", clock.instant());
        return new Command.OpenIncident(new CustomerNumber(customer), facts, List.of(references), null);
    }

    public static Command.IssueRemedy remedy(IncidentId incident, Command.Grant... grants) {
        return new Command.IssueRemedy(new Command.OfIncident.Known(incident), List.of(grants), null);
    }

    public Command.IssueRemedy remedyFor(String customer, Command.Grant... grants) {
        return new Command.IssueRemedy(new Command.OfIncident.New(open(customer)), List.of(grants), null);
    }

    public static Command.Grant miles(long miles) {
        return new Command.Grant(Kind.MILES, new Amount(miles, Unit.MILES));
    }

    public static Command.Grant voucher(long cents) {
        return new Command.Grant(Kind.VOUCHER, new Amount(cents, Unit.USD));
    }

    /** One use of a part of a price. */
    public static Command.Grant percent(int percent) {
        return new Command.Grant(
                Kind.VOUCHER,
                Basis.GOODWILL,
                new Amount(1, Unit.of("USE")),
                new Benefit.Percent(percent, null, null),
                Restrictions.NONE,
                null,
                Map.of());
    }

    public static Command.Hold hold(String customer, long amount, Unit unit, Duration lasts) {
        return new Command.Hold(redeem(customer, amount, unit), lasts);
    }

    public static Command.Redeem redeem(String customer, long amount, Unit unit) {
        return new Command.Redeem(
                new CustomerNumber(customer),
                new Command.Purchase("till 7", new Amount(1_000_000, Unit.USD)),
                List.of(new Command.Draw.ByUnit(new Amount(amount, unit))));
    }

    public static Submission.Key key() {
        return new Submission.Key(UUID.randomUUID(), UUID.randomUUID());
    }

    public CompletableFuture<Outcome> submit(Principal who, Command command) {
        return ledger.submit(new Submission(who, command, key())).toCompletableFuture();
    }

    public Outcome outcome(Principal who, Command command) {
        return await(submit(who, command));
    }

    public static Outcome await(CompletableFuture<Outcome> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no outcome", e);
        }
    }

    public Entry accepted(Principal who, Command command) {
        Outcome outcome = outcome(who, command);
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).entry();
    }

    public Entry refused(Principal who, Command command) {
        Outcome outcome = outcome(who, command);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).entry();
    }

    public static Principal principal(Role role, String name) {
        UUID id = UUID.nameUUIDFromBytes((role + name).getBytes(StandardCharsets.UTF_8));
        return new Principal(new PrincipalId(id), role, new Principal.Scope.Everyone());
    }

    /** Gives one credit for an incident of its own. */
    CreditId credit(Principal agent, String customer, Command.Grant grant) {
        return accepted(agent, remedyFor(customer, grant))
                .effects()
                .credits()
                .get(0)
                .id();
    }

    /** Posts what time has decided for whose entry this is, as the clock does. */
    void touch(Entry of, Unit unit) {
        Command touch = new Command.Touch(new CustomerId(of.owner()), Set.of(unit));
        assertThat(await(ledger.submit(new Submission(ADMIN, touch, null)).toCompletableFuture()))
                .isInstanceOf(Outcome.Unchanged.class);
    }

    /** One id that the owner of the database reads. */
    public UUID id(String sql) {
        try (Connection connection = database.owner();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            assertThat(row.next()).isTrue();
            return row.getObject(1, UUID.class);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A customer, who may touch their own credits only. */
    public static Principal customer(String number) {
        Principal anyone = principal(Role.CUSTOMER, number);
        return new Principal(anyone.id(), Role.CUSTOMER, new Principal.Scope.Only(Set.of(new CustomerNumber(number))));
    }

    /** One number that the owner of the database reads. */
    public long number(String sql) {
        try (Connection connection = database.owner();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public TestDatabase database() {
        return database;
    }

    @Override
    public void close() {
        try {
            ledger.drain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.makegood.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.makegood.ledger.Principal;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.writer.KeyedHash;
import dev.makegood.ledger.writer.TurnableClock;
import dev.makegood.ledger.writer.WholeDatabase;
import dev.makegood.platform.database.TestDatabase;
import dev.makegood.platform.database.ValueTypes;
import dev.makegood.platform.identity.Caller;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Five failures in fifteen minutes, of a client or of an address, counted together by two instances. */
class FailedCodesDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final TurnableClock clock = new TurnableClock(Instant.parse("2026-11-22T08:00:00Z"));
    private FailedCodes one;
    private FailedCodes other;

    @BeforeEach
    void start() {
        one = instance();
        other = instance();
    }

    @AfterEach
    void stop() throws InterruptedException {
        one.stop();
        other.stop();
    }

    private FailedCodes instance() {
        Jdbi jdbi = Jdbi.create(DATABASE.app())
                .installPlugin(new SqlObjectPlugin())
                .installPlugin(new PostgresPlugin())
                .installPlugin(new ValueTypes());
        KeyedHash hash = new KeyedHash("t", new byte[32]);
        return new FailedCodes(jdbi, jdbi, hash::uuid, 5, clock);
    }

    private static Caller caller() {
        PrincipalId id = new PrincipalId(UUID.randomUUID());
        return new Caller(new Principal(id, Role.PARTNER, new Principal.Scope.Everyone()), id.toString());
    }

    private static String address() {
        return "192.0.2." + UUID.randomUUID();
    }

    private static ProblemCode refusal(FailedCodes failed, Caller caller, String address) {
        ProblemException no = catchThrowableOfType(ProblemException.class, () -> failed.admit(caller, address));
        return no == null ? ProblemCode.CODE_NOT_ACCEPTED : no.code();
    }

    @Test
    void a_client_is_paused_wherever_it_comes_from() {
        Caller client = caller();
        for (int i = 0; i < 5; i++) {
            ProblemException no =
                    (i % 2 == 0 ? one : other).admit(client, address()).failed();
            assertThat(no.code()).isEqualTo(ProblemCode.CODE_NOT_ACCEPTED);
            clock.turn(Duration.ofMinutes(2));
        }
        assertThat(refusal(one, client, address())).isEqualTo(ProblemCode.TOO_MANY_FAILED_CODES);
        assertThat(refusal(other, client, address())).isEqualTo(ProblemCode.TOO_MANY_FAILED_CODES);
        assertThat(refusal(one, caller(), address())).isEqualTo(ProblemCode.CODE_NOT_ACCEPTED);
        // Ten minutes after the first failure; after fifteen it counts no more.
        clock.turn(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(refusal(one, client, address())).isEqualTo(ProblemCode.TOO_MANY_FAILED_CODES);
        clock.turn(Duration.ofSeconds(1));
        one.admit(client, address()).failed();
        assertThat(refusal(other, client, address())).isEqualTo(ProblemCode.TOO_MANY_FAILED_CODES);
    }

    @Test
    void an_address_is_paused_whoever_comes_from_it() {
        String address = address();
        Stream.generate(FailedCodesDbTest::caller)
                .limit(5)
                .forEach(client -> one.admit(client, address).failed());
        assertThat(refusal(other, caller(), address)).isEqualTo(ProblemCode.TOO_MANY_FAILED_CODES);
        assertThat(refusal(other, caller(), address())).isEqualTo(ProblemCode.CODE_NOT_ACCEPTED);
    }

    @Test
    void of_many_failures_at_once_five_are_told_from_a_pause() throws Exception {
        Caller client = caller();
        String address = address();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<FailedCodes.Tries> tries =
                    Stream.generate(() -> one.admit(client, address)).limit(64).toList();
            List<Callable<ProblemCode>> all = tries.stream()
                    .map(one -> (Callable<ProblemCode>) () -> one.failed().code())
                    .toList();
            int told = 0;
            for (Future<ProblemCode> answer : threads.invokeAll(all)) {
                told += answer.get() == ProblemCode.CODE_NOT_ACCEPTED ? 1 : 0;
            }
            assertThat(told).isEqualTo(5);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void an_ipv6_network_is_one_address() {
        String network = "2001:db8:" + Integer.toHexString(clock.hashCode() & 0xffff) + ":7";
        for (int i = 0; i < 5; i++) {
            one.admit(caller(), network + ":0:0:0:" + i).failed();
        }
        assertThat(refusal(one, caller(), network + ":9:9:9:9")).isEqualTo(ProblemCode.TOO_MANY_FAILED_CODES);
        assertThat(FailedCodes.network("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(FailedCodes.network("[2001:db8:0:1:2:3:4:5]")).isEqualTo("[2001:db8:0:1");
    }

    @Test
    void neither_client_nor_address_is_kept_in_plain_and_no_row_outlives_its_use() throws SQLException {
        Caller client = caller();
        String address = address();
        for (int i = 0; i < 40; i++) {
            one.admit(caller(), address()).failed();
        }
        one.admit(client, address).failed();
        try (Connection owner = DATABASE.owner()) {
            for (String text :
                    Set.of(address, client.id().toString(), client.id().value().toString())) {
                assertThat(WholeDatabase.rowsWith(owner, text)).isEmpty();
            }
            clock.turn(Duration.ofHours(25));
            one.forget();
            assertThat(WholeDatabase.rows(owner, "failed_code")).isZero();
        }
    }
}

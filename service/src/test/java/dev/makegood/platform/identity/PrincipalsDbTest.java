package dev.makegood.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Role;
import dev.makegood.platform.database.TestDatabase;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PrincipalsDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final Principals principals =
            new Principals(Jdbi.create(DATABASE.app()).installPlugin(new SqlObjectPlugin()), UUID::randomUUID);

    @Test
    void subject_keeps_its_id_and_each_role_has_its_own() {
        PrincipalId fiona = principals.resolve(Role.FINANCE, "fiona");

        assertThat(principals.resolve(Role.FINANCE, "fiona")).isEqualTo(fiona);
        assertThat(principals.resolve(Role.AUDITOR, "fiona")).isNotEqualTo(fiona);
        assertThat(principals.resolve(Role.FINANCE, "Fiona")).isNotEqualTo(fiona);
    }

    @Test
    void agent_must_be_registered() {
        for (Role role : List.of(Role.AGENT, Role.SYSTEM)) {
            ProblemException no =
                    catchThrowableOfType(ProblemException.class, () -> principals.resolve(role, "nobody"));
            assertThat(no.code()).isEqualTo(ProblemCode.UNKNOWN_AGENT);
        }
    }

    @Test
    void first_sight_by_many_at_once_makes_one_principal() throws Exception {
        ExecutorService many = Executors.newFixedThreadPool(8);
        try {
            Callable<PrincipalId> look = () -> principals.resolve(Role.PARTNER, "hertz");
            Set<PrincipalId> seen = many
                    .invokeAll(Stream.generate(() -> look).limit(40).toList())
                    .stream()
                    .map(PrincipalsDbTest::result)
                    .collect(Collectors.toSet());
            assertThat(seen).hasSize(1);
        } finally {
            many.shutdown();
        }
    }

    private static PrincipalId result(Future<PrincipalId> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

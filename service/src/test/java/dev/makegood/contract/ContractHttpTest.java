package dev.makegood.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.makegood.ledger.Code;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Submission;
import dev.makegood.platform.TestService;
import dev.makegood.platform.database.TestDatabase;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for every operation of the interface, whatever it does. */
class ContractHttpTest {

    @RegisterExtension
    static final TestDatabase THROTTLED = new TestDatabase();

    private static final TestService SERVICE = TestService.get();
    private static final String AGENT = "contract-agent";
    private static final String RULE = "contract-rule";
    private static final String NONE = "00000000000000000000000000";
    private static final Map<String, String> SAMPLES = Map.ofEntries(
            Map.entry("incident", "inc_" + NONE),
            Map.entry("remedy", "rem_" + NONE),
            Map.entry("hold", "hld_" + NONE),
            Map.entry("redemption", "rdm_" + NONE),
            Map.entry("reversal", "rev_" + NONE),
            Map.entry("credit", "crd_" + NONE),
            Map.entry("customer", "contract-nobody"),
            Map.entry("agent", "agt_" + NONE),
            Map.entry("costCentre", "ccr_" + NONE),
            Map.entry("entry", "jrn_" + NONE),
            Map.entry("level", "NONE"),
            Map.entry("version", "9007199254740991"),
            Map.entry("reminder", "rmd_" + NONE),
            Map.entry("transfer", "trf_" + NONE));

    /** Agents and rules must stand in the registry to be let in anywhere. */
    @BeforeAll
    static void register() throws Exception {
        var now = SERVICE.clock().instant();
        set(new SettingsCommand.SetCostCentre("CONTRACT", ZoneId.of("UTC")));
        set(new SettingsCommand.SetLevel("CONTRACT", List.of(), 10));
        set(new SettingsCommand.RegisterAgent(
                Role.AGENT, AGENT, SettingsCommand.Registration.of("CONTRACT", "CONTRACT", now)));
        set(new SettingsCommand.RegisterAgent(
                Role.SYSTEM, RULE, SettingsCommand.Registration.of("CONTRACT", "CONTRACT", now)));
    }

    private static void set(Command command) throws Exception {
        var admin = new Principal(new PrincipalId(new UUID(1, 1)), Role.ADMIN, new Principal.Scope.Everyone());
        var key = new Submission.Key(UUID.randomUUID(), UUID.randomUUID());
        Outcome outcome = SERVICE.ledger()
                .submit(new Submission(admin, command, key))
                .toCompletableFuture()
                .get();
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }

    private static Api as(TestService service, Role role) {
        return switch (role) {
            case AGENT -> service.as(role, AGENT);
            case SYSTEM -> service.as(role, RULE);
            case PARTNER -> service.as(role, "contract-partner", "*");
            case CUSTOMER -> service.as(role, "contract-nobody", "contract-nobody");
            default -> service.as(role, "contract-" + role.word());
        };
    }

    private static Api allowed(Operation operation) {
        return as(SERVICE, Role.of(operation.roles().iterator().next()));
    }

    private static String path(Operation operation) {
        String path = operation.template();
        for (String variable : operation.variables()) {
            path = path.replace("{" + variable + "}", SAMPLES.get(variable));
        }
        return path;
    }

    private static Answer call(Api api, Operation operation, String query, String body) {
        return api.bad()
                .send(
                        operation.method(),
                        path(operation) + query,
                        operation.hasBody() ? body : null,
                        operation.hasBody()
                                ? Map.of("Idempotency-Key", UUID.randomUUID().toString())
                                : Map.of());
    }

    private static Stream<Operation> secured() {
        return Contract.get().operations().stream().filter(operation -> !operation.isOpen());
    }

    private interface Check {
        void run(Operation operation);
    }

    private static Stream<DynamicTest> each(Stream<Operation> operations, Check check) {
        return operations.map(operation -> dynamicTest(operation.id(), () -> check.run(operation)));
    }

    @Test
    void routes_served_are_routes_documented_with_the_same_roles() {
        assertThat(Routes.declared()).isEqualTo(Routes.documented());
    }

    @Test
    void undocumented_request_fails_unless_called_bad() {
        Api partner = as(SERVICE, Role.PARTNER);

        assertThatThrownBy(() -> partner.get("/nowhere"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not in the contract");
        partner.bad().get("/nowhere").problem(404, "not_found");
    }

    @Test
    void a_code_in_an_address_or_a_header_fails_even_where_it_is_called_bad() {
        Api partner = as(SERVICE, Role.PARTNER).bad();
        String code = Code.random(new SecureRandom()).reveal();
        for (String path : List.of("/v1/codes/" + code, "/v1/credits?after=" + code.replace("-", "%20"))) {
            assertThatThrownBy(() -> partner.get(path))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("a code outside of a body");
        }
        assertThatThrownBy(() -> partner.post("/v1/redemptions", code, "{}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a code outside of a body");
    }

    @TestFactory
    Stream<DynamicTest> nobody_gets_in_without_a_token() {
        return each(secured(), operation -> {
            Answer answer = call(SERVICE.api(), operation, "", "{}").problem(401, "unauthenticated");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        });
    }

    @TestFactory
    Stream<DynamicTest> only_its_roles_get_in() {
        return secured()
                .flatMap(operation -> Arrays.stream(Role.values())
                        .filter(role -> role != Role.LEDGER)
                        .map(role -> dynamicTest(operation.id() + " " + role.word(), () -> {
                            Answer answer = call(as(SERVICE, role), operation, "", "{\"contract\":1}");
                            if (operation.roles().contains(role.word())) {
                                assertThat(answer.status())
                                        .as("%s", answer)
                                        .isNotIn(401, 403)
                                        .isLessThan(500);
                            } else {
                                answer.problem(403, "forbidden");
                            }
                        })));
    }

    @TestFactory
    Stream<DynamicTest> unknown_agent_does_not_get_in() {
        return each(
                secured().filter(operation -> operation.roles().contains("agent")),
                operation -> call(SERVICE.as(Role.AGENT, "contract-stranger"), operation, "", "{}")
                        .problem(403, "unknown_agent"));
    }

    @TestFactory
    Stream<DynamicTest> unknown_filter_is_refused() {
        return each(
                secured(),
                operation ->
                        call(allowed(operation), operation, "?contract=1", "{}").problem(400, "unknown_filter"));
    }

    @TestFactory
    Stream<DynamicTest> other_representation_is_not_served() {
        return each(
                secured(),
                operation -> call(allowed(operation).header("Accept", "text/html"), operation, "", "{}")
                        .problem(406, "not_acceptable"));
    }

    @TestFactory
    Stream<DynamicTest> body_must_be_small_known_json_under_a_key() {
        return each(secured().filter(Operation::hasBody), operation -> {
            Api api = allowed(operation);
            call(api.header("Content-Type", "text/plain"), operation, "", "{}").problem(415, "unsupported_media_type");
            call(api, operation, "", "{\"x\":\"" + "x".repeat(65_536) + "\"}").problem(413, "payload_too_large");
            call(api, operation, "", "{").problem(400, "malformed_json");
            call(api, operation, "", "{\"contract\":1}").problem(400, "unknown_field");
            if (operation.isKeyed()) {
                call(api.header("Idempotency-Key", ""), operation, "", "{}").problem(400, "missing_idempotency_key");
                call(api.header("Idempotency-Key", "a b"), operation, "", "{}").problem(400, "invalid_idempotency_key");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> path_that_cannot_be_is_not_found() {
        return each(
                secured()
                        .filter(operation -> !operation.variables().isEmpty()
                                && !operation.variables().contains("customer")),
                operation -> allowed(operation)
                        .bad()
                        .send(
                                operation.method(),
                                operation.template().replaceAll("\\{[^}]+}", "crd_1"),
                                operation.hasBody() ? "{}" : null,
                                Map.of("Idempotency-Key", "contract"))
                        .problem(404, "not_found"));
    }

    @Test
    void every_operation_is_throttled() {
        TestService slow = TestService.start(THROTTLED, Map.of("requestsPerMinute", 1));
        try {
            Api finance = as(slow, Role.FINANCE);
            secured().findFirst().ifPresent(operation -> call(finance, operation, "", "{}"));
            secured().forEach(operation -> {
                Answer answer = call(finance, operation, "", "{}").problem(429, "rate_limited");
                assertThat(answer.header("Retry-After")).matches("[1-9]\\d?");
            });
        } finally {
            slow.stop();
        }
    }
}

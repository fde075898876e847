package dev.makegood.ledger.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.makegood.contract.Answer;
import dev.makegood.contract.Api;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Role;
import dev.makegood.platform.TestService;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Sends letters to the service, each with the token of whoever writes it. */
final class Mailbox {

    /** The clock turns by years, and tokens that run out are not what is looked at here. */
    private static final Duration LIFETIME = Duration.ofDays(365_000);

    /** Checking every exchange against the contract would take most of the run's time. */
    private static final int CHECKED_ONE_IN = 10;

    private static final String REPLAYED = "Idempotent-Replayed";

    private final TestService service;
    private final Map<PrincipalId, String> subjects = new HashMap<>();
    private final Map<Principal, Api> writers = new ConcurrentHashMap<>();
    private final LongAdder lost = new LongAdder();

    /** @param agents who is registered, in the order of their subjects */
    Mailbox(TestService service, List<Principal> agents) {
        this.service = service;
        for (int i = 0; i < agents.size(); i++) {
            subjects.put(agents.get(i).id(), Setup.subject(i));
        }
    }

    /**
     * What came back, without what is new in every answer.
     *
     * @param lost whether an earlier answer was lost with its connection, so that this one may be a replay
     */
    record Reply(int status, @Nullable String code, boolean replayed, boolean lost, JsonNode body) {

        boolean mayBeFresh() {
            return lost || !replayed;
        }

        boolean mayBeReplayed() {
            return lost || replayed;
        }

        /** Created, changed or taken back. */
        boolean accepted() {
            return status < 300;
        }

        /** Nobody is told a code again. */
        boolean sameAs(Reply other) {
            return status == other.status && body.equals(Answer.withheld(other.body));
        }
    }

    /** Is this somebody whom the registry does not know? */
    boolean isStranger(Principal writer) {
        return writer.role() == Role.AGENT && !subjects.containsKey(writer.id());
    }

    /** Sends; a connection that the server gives up meanwhile is answered as by any client: by asking again. */
    Reply send(Principal writer, String key, Letter letter) {
        try {
            return send(writer, key, letter, false);
        } catch (UncheckedIOException e) {
            lost.increment();
            return send(writer, key, letter, true);
        }
    }

    /** How many connections were lost. */
    long lost() {
        return lost.sum();
    }

    private Reply send(Principal writer, String key, Letter letter, boolean again) {
        Api api = Objects.requireNonNull(writers.computeIfAbsent(writer, this::open));
        Answer answer =
                api.send(letter.method(), letter.path(), letter.body().toString(), Map.of("Idempotency-Key", key));
        JsonNode body = answer.json();
        if (body instanceof ObjectNode object) {
            object.remove("traceId");
        }
        String code = answer.status() < 300 ? null : body.path("code").asText();
        return new Reply(
                answer.status(), code, answer.headers().firstValue(REPLAYED).isPresent(), again, body);
    }

    private Api open(Principal writer) {
        var claims = new JWTClaimsSet.Builder(
                        service.tokens().claims(subject(writer)).build())
                .expirationTime(Date.from(service.clock().instant().plus(LIFETIME)))
                .claim("roles", List.of(writer.role().word()));
        if (writer.role() == Role.PARTNER) {
            claims.claim("customers", "*");
        } else if (writer.role() == Role.CUSTOMER) {
            claims.claim("customer", subject(writer));
        }
        String token = service.tokens().sign(claims.build());
        return service.api().with(() -> token).checkedOneIn(CHECKED_ONE_IN);
    }

    private String subject(Principal writer) {
        if (writer.scope() instanceof Principal.Scope.Only only) {
            return only.customers().iterator().next().value();
        }
        return Objects.requireNonNull(
                subjects.getOrDefault(writer.id(), writer.id().toString()));
    }
}

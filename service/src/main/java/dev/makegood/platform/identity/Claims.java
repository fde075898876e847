package dev.makegood.platform.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Principal.Scope;
import dev.makegood.ledger.Role;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a verified token says: who, in which one role, for which customers, until when. */
record Claims(String subject, Role role, Scope scope, Instant expires) {

    /** The most customers that a partner's token may list. */
    static final int MAX_CUSTOMERS = 100;

    /** The longest subject. */
    static final int MAX_SUBJECT = 200;

    /** The roles that a token may name, by their words. */
    static final Map<String, Role> ROLES = Arrays.stream(Role.values())
            .filter(role -> role != Role.LEDGER)
            .collect(Collectors.toUnmodifiableMap(Role::word, Function.identity()));

    /** @throws ProblemException {@code forbidden} for a true token that gives no way in */
    static Claims of(JWTClaimsSet verified) {
        String subject = verified.getSubject();
        if (subject.isBlank()
                || subject.length() > MAX_SUBJECT
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw forbidden("The token's sub is empty, too long or not printable.");
        }
        Role role = role(verified.getClaim("roles"));
        return new Claims(
                subject,
                role,
                scope(role, verified),
                verified.getExpirationTime().toInstant());
    }

    private static Role role(@Nullable Object claim) {
        Collection<?> named = claim instanceof Collection<?> list ? list : claim == null ? List.of() : List.of(claim);
        Set<Role> roles = new HashSet<>();
        for (Object name : named) {
            Role role = ROLES.get(String.valueOf(name));
            if (role != null) {
                roles.add(role);
            }
        }
        if (roles.size() != 1) {
            throw forbidden("The token's claim roles must name exactly one role of this service.");
        }
        return roles.iterator().next();
    }

    private static Scope scope(Role role, JWTClaimsSet verified) {
        return switch (role) {
            case CUSTOMER -> new Scope.Only(Set.of(number(verified.getClaim("customer"), "customer")));
            case PARTNER -> partnerScope(verified.getClaim("customers"));
            default -> new Scope.Everyone();
        };
    }

    private static Scope partnerScope(@Nullable Object claim) {
        if ("*".equals(claim) || (claim instanceof Collection<?> names && names.contains("*"))) {
            return new Scope.Everyone();
        }
        if (!(claim instanceof Collection<?> list) || list.size() > MAX_CUSTOMERS) {
            throw forbidden("A partner's token must have a claim customers: \"*\" or a list of at most " + MAX_CUSTOMERS
                    + " customer numbers.");
        }
        return new Scope.Only(
                list.stream().map(element -> number(element, "customers")).collect(Collectors.toUnmodifiableSet()));
    }

    private static CustomerNumber number(@Nullable Object claim, String name) {
        try {
            return CustomerNumber.parse(claim instanceof String text ? text : "");
        } catch (IllegalArgumentException e) {
            throw forbidden("The token's claim " + name + " must hold a customer number.");
        }
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemCode.FORBIDDEN, detail);
    }
}

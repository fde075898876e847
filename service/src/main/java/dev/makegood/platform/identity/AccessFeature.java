package dev.makegood.platform.identity;

import dev.makegood.ledger.Role;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Denies by default: puts a filter before every resource method that lets in whom its {@link Allow} names,
 * and refuses to start when a method says nothing.
 */
public final class AccessFeature implements DynamicFeature {

    private final Callers callers;
    private final Throttle throttle;

    public AccessFeature(Callers callers, Throttle throttle) {
        this.callers = callers;
        this.throttle = throttle;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Method method = resource.getResourceMethod();
        Allow allow = method.getAnnotation(Allow.class);
        if (allow != null && allow.value().length > 0) {
            context.register(new Gate(EnumSet.copyOf(Arrays.asList(allow.value()))));
        } else if (!method.isAnnotationPresent(Open.class) && !answersOptions(resource)) {
            throw new IllegalStateException(
                    resource.getResourceClass().getName() + "." + method.getName() + " says neither @Allow nor @Open");
        }
    }

    /** Jersey answers OPTIONS by itself, with the methods of a path and nothing else. */
    private static boolean answersOptions(ResourceInfo resource) {
        return resource.getResourceClass().getName().startsWith("org.glassfish.jersey.server.wadl.processor.");
    }

    /** Authenticates, throttles and authorises, in this order, in one step. */
    @Priority(Priorities.AUTHENTICATION)
    private final class Gate implements ContainerRequestFilter {

        private final Set<Role> roles;
        private final String rolesInWords;

        Gate(Set<Role> roles) {
            this.roles = roles;
            this.rolesInWords = roles.stream().map(Role::word).collect(Collectors.joining(", "));
        }

        @Override
        public void filter(ContainerRequestContext request) {
            Caller caller = callers.of(token(request.getHeaderString(HttpHeaders.AUTHORIZATION)));
            throttle.admit(caller, request);
            if (!roles.contains(caller.role())) {
                throw new ProblemException(
                        ProblemCode.FORBIDDEN,
                        "The role " + caller.role().word() + " may not do this; " + rolesInWords + " may.");
            }
            request.setSecurityContext(new Admitted(caller));
        }
    }

    private static String token(@Nullable String authorization) {
        if (authorization == null) {
            throw Callers.missing();
        }
        if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw Callers.missing();
        }
        return authorization.substring(7).trim();
    }

    private record Admitted(Caller caller) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return caller;
        }

        @Override
        public boolean isUserInRole(String role) {
            return caller.role().word().equals(role.toLowerCase(Locale.ROOT));
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}

package dev.makegood.platform.identity;

import jakarta.ws.rs.container.ContainerRequestContext;

/** Lets a known caller go on, or refuses it for calling too often. */
@FunctionalInterface
public interface Throttle {

    /** @throws dev.makegood.problem.ProblemException {@code rate_limited} */
    void admit(Caller caller, ContainerRequestContext request);
}

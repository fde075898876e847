package dev.makegood.platform.identity;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

/** Says in every answer that the development issuer is on, so that no client takes the service for a real one. */
public final class DevelopmentNotice implements ContainerResponseFilter {

    private static final String HEADER = "Makegood-Development";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HEADER, "anybody gets a token for any role here");
    }
}

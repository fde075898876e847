package dev.makegood.platform.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells the access log which route a request took, with names in the place of values: an address carries a
 * customer's number, and no erasure reaches a log.
 */
final class Route implements DynamicFeature {

    /** The request's attribute, named in the configuration of the access log. */
    private static final String ATTRIBUTE = "route";

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        context.register(new Noted(path(resource.getResourceClass().getAnnotation(Path.class))
                + path(resource.getResourceMethod().getAnnotation(Path.class))));
    }

    private static String path(@Nullable Path path) {
        return path == null ? "" : path.value();
    }

    @Priority(0)
    private record Noted(String route) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            request.setProperty(ATTRIBUTE, route);
        }
    }
}

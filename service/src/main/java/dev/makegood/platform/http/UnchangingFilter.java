package dev.makegood.platform.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Serves what never changes with an entity tag. The tag is the id or version in the path, which is all that such
 * an answer depends on; it is compared after the caller was let in and the thing was found, so 304 tells
 * nothing to a stranger.
 */
@Unchanging
final class UnchangingFilter implements ContainerResponseFilter {

    /** A day, and only in the caller's own cache: most of these answers name a customer. */
    private static final String CACHE = "private, max-age=86400, immutable";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatusInfo() != Response.Status.OK) {
            return;
        }
        EntityTag tag = new EntityTag(named(request.getUriInfo()));
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, CACHE);
        if (matches(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
            response.setEntity(null);
            response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
            response.setStatusInfo(Response.Status.NOT_MODIFIED);
        }
    }

    /** What the path names: one id or version. */
    private static String named(UriInfo uri) {
        return uri.getPathParameters().values().iterator().next().get(0);
    }

    /** Weak comparison, as RFC 9110 wants it for this header. */
    private static boolean matches(@Nullable String header, EntityTag tag) {
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(String::trim)
                        .map(held -> held.startsWith("W/") ? held.substring(2) : held)
                        .anyMatch(held -> held.equals("*") || held.equals('"' + tag.getValue() + '"'));
    }
}

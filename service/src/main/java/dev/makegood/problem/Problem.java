package dev.makegood.problem;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One problem document as of RFC 9457: what went wrong, for which request, and the facts that help the
 * client to go on (limits, what remains, who may approve).
 *
 * @param instance the path of the request, without its query
 * @param facts further members, written after the standard ones in their own order
 */
public record Problem(
        ProblemCode code,
        String detail,
        @Nullable String instance,
        String traceId,
        List<FieldError> errors,
        Map<String, Object> facts) {

    /** What RFC 9457 calls the media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";
}

package dev.makegood.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries a "no" from anywhere in a request to its answer. It has no stack trace, since it is an answer
 * and not a fault, and its text is shown to the client: no secret, no SQL and no class name belongs in it.
 */
public final class ProblemException extends RuntimeException {

    private final ProblemCode code;
    private final String detail;
    private final transient List<FieldError> errors = new ArrayList<>(2);
    private final transient Map<String, Object> facts = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public ProblemException(ProblemCode code, String detail) {
        super(code.reason() + ": " + detail, null, false, false);
        this.code = code;
        this.detail = detail;
    }

    /** Starts a problem whose title says it all. */
    public static ProblemException of(ProblemCode code) {
        return new ProblemException(code, code.title() + ".");
    }

    /** Starts a problem with a sentence for people. */
    public static ProblemException of(ProblemCode code, String detail) {
        return new ProblemException(code, detail);
    }

    /** Names the place of a fault by JSON pointer and says what would be accepted. */
    public ProblemException at(String pointer, String accepted) {
        errors.add(new FieldError(pointer, accepted));
        return this;
    }

    /** Adds a fact that the client needs, written by the same rules as any response. */
    public ProblemException with(String name, Object fact) {
        facts.put(name, fact);
        return this;
    }

    public ProblemException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Says when a new try makes sense. */
    public ProblemException retryAfter(long seconds) {
        return header("Retry-After", Long.toString(seconds));
    }

    public ProblemCode code() {
        return code;
    }

    /** The places named so far, in the order of their discovery. */
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    Map<String, String> headers() {
        return headers;
    }

    Problem toProblem(@Nullable String instance, String traceId) {
        return new Problem(code, detail, instance, traceId, errors(), facts);
    }
}

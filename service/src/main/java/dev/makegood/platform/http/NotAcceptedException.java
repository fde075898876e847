package dev.makegood.platform.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.makegood.problem.ProblemCode;

/** A JSON value that one of our own readers refuses, with the code and with what it would accept. */
final class NotAcceptedException extends JsonMappingException {

    private final ProblemCode code;
    private final String accepted;

    NotAcceptedException(JsonParser parser, ProblemCode code, String accepted) {
        super(parser, accepted);
        this.code = code;
        this.accepted = accepted;
    }

    ProblemCode code() {
        return code;
    }

    String accepted() {
        return accepted;
    }
}

package dev.makegood.platform.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.makegood.problem.FieldError;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what Jackson says about a body into a problem that names the place and what is accepted there. */
final class JsonFault {

    private final ObjectMapper json;

    JsonFault(ObjectMapper json) {
        this.json = json;
    }

    ProblemException explain(JacksonException fault, JsonParser parser) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException no) {
                return within(pointer(fault, parser), no);
            }
        }
        if (fault instanceof NotAcceptedException no) {
            return at(no.code(), pointer(fault, parser), no.accepted());
        }
        if (fault instanceof UnrecognizedPropertyException unknown) {
            return at(ProblemCode.UNKNOWN_FIELD, pointer(fault, parser), "is not known here; " + known(unknown));
        }
        if (fault instanceof JsonMappingException && fault.getCause() instanceof JacksonException inner) {
            return inner instanceof InputCoercionException
                    ? at(ProblemCode.INVALID_VALUE, pointer(fault, parser), "is outside of the range of an integer")
                    : explainStream(inner, parser);
        }
        if (fault instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()) {
            return at(ProblemCode.INVALID_VALUE, pointer(fault, parser), accepted(mismatch.getTargetType()));
        }
        return explainStream(fault, parser);
    }

    private ProblemException explainStream(JacksonException fault, JsonParser parser) {
        if (fault instanceof StreamConstraintsException) {
            return ProblemException.of(
                    ProblemCode.INVALID_VALUE,
                    "The body is nested deeper than " + StrictJson.MAX_DEPTH + " levels, or has a name or number that"
                            + " is too long.");
        }
        String message = String.valueOf(fault.getOriginalMessage());
        if (message.startsWith("Duplicate field")) {
            return at(ProblemCode.DUPLICATE_FIELD, parserPointer(parser), "must be named once only");
        }
        if (fault instanceof MismatchedInputException mismatch) {
            if (message.startsWith("No content")) {
                return ProblemException.of(ProblemCode.MALFORMED_JSON, "The body is empty; a JSON object is expected.");
            }
            if (!message.startsWith("Trailing token")) {
                return at(ProblemCode.INVALID_VALUE, "", accepted(mismatch.getTargetType()));
            }
        }
        return malformed(fault);
    }

    static ProblemException malformed(JacksonException fault) {
        String place = fault.getLocation() == null
                ? ""
                : " (line " + fault.getLocation().getLineNr() + ", column "
                        + fault.getLocation().getColumnNr() + ")";
        return ProblemException.of(ProblemCode.MALFORMED_JSON, "The body is not one valid JSON document" + place + ".");
    }

    private static ProblemException at(ProblemCode code, String pointer, String accepted) {
        return ProblemException.of(code).at(pointer, accepted);
    }

    /** A problem raised by a record's own constructor speaks of its components; the body's path goes before. */
    private static ProblemException within(String pointer, ProblemException no) {
        ProblemException whole = ProblemException.of(no.code());
        for (FieldError error : no.errors()) {
            whole.at(pointer + error.pointer(), error.detail());
        }
        return whole;
    }

    private static String pointer(JacksonException fault, JsonParser parser) {
        if (!(fault instanceof JsonMappingException mapping)) {
            return parserPointer(parser);
        }
        var pointer = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            pointer.append('/');
            if (step.getFieldName() == null) {
                pointer.append(step.getIndex());
            } else {
                pointer.append(escape(step.getFieldName()));
            }
        }
        return pointer.toString();
    }

    private static String parserPointer(JsonParser parser) {
        return parser.getParsingContext().pathAsPointer().toString();
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String known(UnrecognizedPropertyException unknown) {
        Collection<Object> names = unknown.getKnownPropertyIds();
        return names == null || names.isEmpty()
                ? "no field is accepted"
                : "accepted are " + names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private String accepted(@Nullable Class<?> type) {
        if (type == null) {
            return "is not acceptable";
        }
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> json.valueToTree(constant).asText())
                            .collect(Collectors.joining(", "));
        }
        if (type == long.class || type == int.class || Number.class.isAssignableFrom(type)) {
            return "must be an integer, without fraction, exponent or quotes";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "must be a list";
        }
        if (type == String.class) {
            return "must be a text";
        }
        return "must be an object";
    }
}

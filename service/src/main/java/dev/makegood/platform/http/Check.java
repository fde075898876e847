package dev.makegood.platform.http;

import dev.makegood.problem.FieldError;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects everything that is wrong with a request's body, so that one answer names all of it. Its texts
 * say what would be accepted and never repeat the value.
 */
public final class Check {

    private final List<FieldError> errors = new ArrayList<>();

    /** Notes a fault at the pointer unless the condition holds. */
    public Check that(boolean holds, String pointer, String accepted) {
        if (!holds) {
            errors.add(new FieldError(pointer, accepted));
        }
        return this;
    }

    /** Notes a fault unless the condition holds, which is only asked while nothing is wrong yet. */
    public Check then(BooleanSupplier holds, String pointer, String accepted) {
        return that(!errors.isEmpty() || holds.getAsBoolean(), pointer, accepted);
    }

    /** A value must be there. */
    public Check present(String pointer, @Nullable Object value) {
        return that(value != null, pointer, "is required");
    }

    /** A text must be there, not blank, and between the two lengths, counted in characters as people see them. */
    public Check text(String pointer, @Nullable String value, int shortest, int longest) {
        if (value == null) {
            return present(pointer, null);
        }
        return optionalText(pointer, value, shortest, longest);
    }

    /** A text, when it is there, must not be blank and must be between the two lengths. */
    public Check optionalText(String pointer, @Nullable String value, int shortest, int longest) {
        if (value == null) {
            return this;
        }
        int length = value.codePointCount(0, value.length());
        return that(
                length >= shortest && length <= longest && (shortest == 0 || !value.isBlank()),
                pointer,
                "must be a text of " + shortest + " to " + longest + " characters, not blank");
    }

    /** A list must be there, without a null in it, and between the two sizes. */
    public Check list(String pointer, @Nullable List<?> value, int fewest, int most) {
        if (value == null) {
            return present(pointer, null);
        }
        that(
                value.size() >= fewest && value.size() <= most,
                pointer,
                "must be a list of " + fewest + " to " + most + " elements");
        for (int i = 0; i < value.size(); i++) {
            if (Objects.isNull(value.get(i))) {
                errors.add(new FieldError(pointer + "/" + i, "must not be null"));
            }
        }
        return this;
    }

    /**
     * Ends the check.
     *
     * @throws ProblemException {@code invalid_value} with every fault noted
     */
    public void done() {
        if (errors.isEmpty()) {
            return;
        }
        ProblemException no = ProblemException.of(
                ProblemCode.INVALID_VALUE,
                errors.size() == 1 ? "A value is not acceptable." : errors.size() + " values are not acceptable.");
        for (FieldError error : errors) {
            no.at(error.pointer(), error.detail());
        }
        throw no;
    }
}

package dev.makegood.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.makegood.problem.FieldError;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {

    @Test
    void is_quiet_when_all_is_well() {
        new Check()
                .present("/a", 1)
                .text("/b", "x", 1, 2)
                .text("/c", "😀😀", 1, 2)
                .optionalText("/d", null, 1, 2)
                .list("/e", List.of(1), 1, 2)
                .that(true, "/f", "must be so")
                .then(() -> true, "/g", "must be so")
                .done();
    }

    @Test
    void tells_everything_that_is_wrong_at_once() {
        Check check = new Check()
                .present("/a", null)
                .text("/b", null, 1, 2)
                .text("/c", "xxx", 1, 2)
                .text("/d", "  ", 1, 2)
                .optionalText("/e", "", 1, 2)
                .list("/f", null, 1, 2)
                .list("/g", List.of(), 1, 2)
                .list("/h", Arrays.asList(1, null), 1, 2)
                .that(false, "/i", "must be so")
                .then(() -> false, "/j", "is not asked any more");

        ProblemException no = catchThrowableOfType(ProblemException.class, check::done);

        assertThat(no.code()).isEqualTo(ProblemCode.INVALID_VALUE);
        assertThat(no.errors())
                .extracting(FieldError::pointer)
                .containsExactly("/a", "/b", "/c", "/d", "/e", "/f", "/g", "/h/1", "/i");
    }
}

package dev.makegood.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Comes last, and asks whether the run has met every status that the contract documents. */
@Order(Integer.MAX_VALUE)
class CoverageHttpTest {

    @Test
    void every_documented_status_was_met() throws Exception {
        assumeThat(ClassesRun.leftOut())
                .as("a run of chosen tests covers what it covers")
                .isEmpty();

        assertThat(Coverage.missing()).as("documented and met by no test").isEmpty();
    }
}

package dev.makegood.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Comes last, and asks whether the run has met every status that the contract documents. */
@Order(Integer.MAX_VALUE)
class CoverageHttpTest {

    @Test
    void every_documented_status_was_met() {
        assumeThat(System.getProperty("test"))
                .as("a run of chosen tests covers what it covers")
                .isNull();

        List<String> missing = Coverage.missing();
        missing.forEach(operation -> System.out.println("documented and not met: " + operation));
        assertThat(Boolean.getBoolean("contract.complete") ? missing : List.of())
                .isEmpty();
    }
}

package dev.makegood.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.ledger.Role;
import dev.makegood.platform.TestService;
import org.junit.jupiter.api.Test;

/** What holds for the whole interface, whatever is asked. */
class ContractHttpTest {

    private final Api partner = TestService.get().as(Role.PARTNER, "contract-partner", "*");

    @Test
    void unknown_path_is_a_problem() {
        partner.bad().get("/nowhere").problem(404, "not_found");
    }

    @Test
    void undocumented_request_fails_unless_called_bad() {
        assertThatThrownBy(() -> partner.get("/nowhere"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not in the contract");
    }

    @Test
    void document_names_operations() {
        assertThat(Contract.get().operations()).extracting(Operation::id).contains("openIncident", "grantRemedy");
        assertThat(Contract.get()
                        .find("GET", "/v1/agents/me/headroom")
                        .orElseThrow()
                        .id())
                .isEqualTo("getMyHeadroom");
    }
}

package dev.makegood.customer;

import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Answer;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Role;
import org.junit.jupiter.api.Test;

class CustomerHttpTest {

    private static final String PHOENIX = "{\"zone\": \"America/Phoenix\", \"jurisdiction\": \"US-AZ\"}";

    private final Given given = new Given();
    private final Person amy = given.agent("FRONTLINE");
    private final String customer = given.customer();
    private final String path = "/v1/customers/" + customer;

    @Test
    void zone_and_jurisdiction_are_set_together() {
        amy.api().get(path).problem(404, "not_found");
        String key = key();
        Answer set = amy.api().put(path, key, PHOENIX).expect(200);
        assertThat(set.text("/zone")).isEqualTo("America/Phoenix");
        Answer replayed = amy.api().put(path, key, PHOENIX).expect(200);
        assertThat(replayed.json()).isEqualTo(set.json());
        assertThat(replayed.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(given.customer(customer).get(path).expect(200).json()).isEqualTo(set.json());
        amy.api().put(path, key, "{\"zone\": \"Europe/Rome\"}").problem(422, "idempotency_key_reused");
        given.customer(customer)
                .put(path, key(), "{\"zone\": \"Europe/Berlin\"}")
                .expect(200);
        Answer read = given.as(Role.AUDITOR).get(path).expect(200);
        assertThat(read.text("/zone")).isEqualTo("Europe/Berlin");
        assertThat(read.json().has("jurisdiction")).isFalse();
    }

    @Test
    void dates_set_afterwards_count_in_the_zone() {
        amy.api().put(path, key(), "{\"zone\": \"Asia/Tokyo\"}").expect(200);
        Answer remedy = given.given(amy, customer, voucher(1_000));
        assertThat(remedy.text("/credits/0/expiry/zone")).isEqualTo("Asia/Tokyo");
        assertThat(remedy.text("/credits/0/expiry/at")).endsWith("T15:00:00Z");
        amy.api().put(path, key(), PHOENIX).expect(200);
        assertThat(given.given(amy, customer, voucher(1_000)).text("/credits/0/expiry/at"))
                .endsWith("T07:00:00Z");
    }

    @Test
    void only_those_who_give_bring_a_customer_in() {
        given.customer(customer).put(path, key(), PHOENIX).problem(404, "not_found");
        given.partner("till", customer).put(path, key(), PHOENIX).problem(404, "not_found");
        given.as(Role.FINANCE).put(path, key(), PHOENIX).problem(403, "forbidden");
        given.customer(given.customer()).get(path).problem(404, "not_found");
    }

    @Test
    void bad_zones_and_jurisdictions_are_named() {
        assertThat(amy.api()
                        .bad()
                        .put(path, key(), "{}")
                        .problem(400, "invalid_value")
                        .text("/errors/0/pointer"))
                .isEqualTo("/zone");
        assertThat(amy.api()
                        .put(path, key(), "{\"zone\": \"Mars/Olympus\"}")
                        .problem(400, "invalid_value")
                        .text("/errors/0/pointer"))
                .isEqualTo("/zone");
        assertThat(amy.api()
                        .bad()
                        .put(path, key(), "{\"zone\": \"Europe/Paris\", \"jurisdiction\": \"France\"}")
                        .problem(400, "invalid_value")
                        .text("/errors/0/pointer"))
                .isEqualTo("/jurisdiction");
    }
}

package dev.makegood.empowerment;

import static dev.makegood.given.Bodies.remedy;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Answer;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.SettingsCommand;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadroomHttpTest {

    private static final String PATH = "/v1/agents/me/headroom";

    private final Given given = new Given();

    @Test
    void what_is_left_shrinks_with_what_is_given_and_comes_back_at_midnight() {
        Person amy = given.agent("FRONTLINE");
        Answer fresh = amy.api().get(PATH).expect(200);
        assertThat(fresh.text("/agent")).isEqualTo(amy.id());
        assertThat(fresh.text("/level")).isEqualTo("FRONTLINE");
        assertThat(fresh.text("/zone")).isEqualTo("America/New_York");
        assertThat(fresh.text("/day/remaining/display")).isEqualTo("USD 600.00");
        assertThat(fresh.json().has("incident")).isFalse();
        // Early in a day that does not end a month, so that the next midnight turns the day alone.
        startOfADayWithinAMonth(Given.ZONE);
        Answer remedy = given.given(amy, given.customer(), voucher(10_000));
        Answer used =
                amy.api().get(PATH + "?incident=" + remedy.text("/incident")).expect(200);
        assertThat(used.at("/day")).isEqualTo(remedy.at("/headroom/day"));
        assertThat(used.at("/month")).isEqualTo(remedy.at("/headroom/month"));
        assertThat(used.at("/incident")).isEqualTo(remedy.at("/headroom/incident"));
        given.nextDay(Given.ZONE);
        Answer nextDay = amy.api().get(PATH).expect(200);
        assertThat(nextDay.text("/date"))
                .isEqualTo(LocalDate.parse(used.text("/date")).plusDays(1).toString());
        assertThat(nextDay.text("/day/used/display")).isEqualTo("USD 0.00");
        assertThat(nextDay.text("/month/used/display")).isEqualTo("USD 100.00");
        while (!amy.api().get(PATH).text("/date").endsWith("-01")) {
            given.nextDay(Given.ZONE);
        }
        assertThat(amy.api().get(PATH).text("/month/used/display")).isEqualTo("USD 0.00");
    }

    @Test
    void the_day_is_that_of_the_cost_centre() {
        given.set(new SettingsCommand.SetCostCentre("TOKYO", ZoneId.of("Asia/Tokyo")));
        Person kei = given.agent("FRONTLINE", "TOKYO");
        Answer headroom = kei.api().get(PATH).expect(200);
        assertThat(headroom.text("/date"))
                .isEqualTo(given.now()
                        .atZone(ZoneId.of("Asia/Tokyo"))
                        .toLocalDate()
                        .toString());
        Answer centre = kei.api()
                .get("/v1/cost-centres/" + headroom.text("/costCentre"))
                .expect(200);
        assertThat(centre.text("/code")).isEqualTo("TOKYO");
        assertThat(centre.text("/zone")).isEqualTo("Asia/Tokyo");
        kei.api().get("/v1/cost-centres/ccr_01m7yb5c1hemq8k9w39qsaekf4").problem(404, "not_found");
    }

    @Test
    void what_is_not_limited_has_no_limit_and_who_has_no_limits_may_give_nothing() {
        given.level("UNBOUND", List.of(), 5_000L, null, null);
        Person una = given.agent("UNBOUND");
        given.given(una, given.customer(), voucher(4_000));
        Answer headroom = una.api().get(PATH).expect(200);
        assertThat(headroom.at("/day").has("limit")).isFalse();
        assertThat(headroom.at("/day").has("remaining")).isFalse();
        assertThat(headroom.text("/day/used/display")).isEqualTo("USD 40.00");
        given.set(new SettingsCommand.SetLevel("UNTRIED", List.of("SUPERVISOR"), null));
        Person new1 = given.agent("UNTRIED");
        assertThat(new1.api().get(PATH).text("/day/remaining/display")).isEqualTo("USD 0.00");
        new1.api()
                .post("/v1/remedies", key(), remedy(given.delay(given.customer()), voucher(1)))
                .problem(422, "limit_exceeded");
    }

    @Test
    void an_agent_is_read_with_its_limits() {
        Person amy = given.agent("FRONTLINE");
        Answer read = given.as(Role.POLICY_ADMIN).get("/v1/agents/" + amy.id()).expect(200);
        assertThat(read.text("/level")).isEqualTo("FRONTLINE");
        assertThat(read.at("/active").asBoolean()).isTrue();
        assertThat(read.text("/limits/incident/display")).isEqualTo("USD 150.00");
        given.as(Role.ADMIN).get("/v1/agents/agt_01m7yb5c1hemq8k9w39qsaekf4").problem(404, "not_found");
        given.partner("till", "*").get("/v1/agents/" + amy.id()).problem(403, "forbidden");
        amy.api().get(PATH + "?incident=CLM-2026-9999999-3").problem(404, "not_found");
        given.as(Role.FINANCE).get(PATH).problem(403, "forbidden");
    }

    private void startOfADayWithinAMonth(ZoneId zone) {
        do {
            given.nextDay(zone);
        } while (given.now().atZone(zone).toLocalDate().plusDays(1).getDayOfMonth() == 1);
    }
}

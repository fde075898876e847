package dev.makegood.code;

import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Api;
import dev.makegood.given.Bodies;
import dev.makegood.given.Given;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That a code which cannot be spent is refused in the same time, whatever is wrong with it. */
class RedeemTimingHttpTest {

    private static final int SAMPLES = 100;
    private static final int ROUNDS = 3;

    private final Given given = new Given();

    @Test
    void how_long_a_refused_redemption_takes_does_not_tell_why() {
        String customer = given.customer();
        Map<String, String> dead = DeadCodes.of(given, given.agent("SUPERVISOR"), customer);
        Api own = given.customer(customer).checkedOneIn(50);
        Samples samples = new Samples();
        dead.forEach((why, code) -> samples.kind(why, () -> spend(own, customer, code)));
        samples.kind(
                "no code",
                () -> own.bad()
                        .post("/v1/redemptions", key(), Bodies.purchase(customer, draw("MG-0")))
                        .expect(400));
        samples.areAlike(dead.keySet(), "unknown", SAMPLES, ROUNDS, () -> {
            // All these failures are forgiven, so that nobody else is paused.
            given.later(FailedCodes.WINDOW.plusSeconds(1));
            // What can be told apart is told: what is no code never gets to the ledger.
            assertThat(samples.longer("unknown", "no code")).isGreaterThan(0.5 + Samples.HARDLY);
        });
    }

    private static void spend(Api own, String customer, String code) {
        own.post("/v1/redemptions", key(), Bodies.purchase(customer, draw(code)))
                .problem(422, "code_not_accepted");
    }

    private static String draw(String code) {
        return "{\"code\": \"" + code + "\"}";
    }
}

package dev.makegood.code;

import static dev.makegood.given.Bodies.drawOf;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;

import dev.makegood.contract.Answer;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Code;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** One code of each kind that a customer cannot spend, by the name of its kind. */
final class DeadCodes {

    private static final Duration LONGER_THAN_A_VOUCHER = Duration.ofDays(370);
    private static final SecureRandom RANDOM = new SecureRandom();

    private DeadCodes() {}

    static String unknown() {
        return Code.random(RANDOM).reveal();
    }

    /** More than a year goes by meanwhile. */
    static Map<String, String> of(Given given, Person giver, String customer) {
        Map<String, String> dead = new LinkedHashMap<>();
        dead.put("unknown", unknown());
        dead.put("expired", code(given.given(giver, customer, voucher(100))));
        given.later(LONGER_THAN_A_VOUCHER);
        Answer voided = given.given(giver, customer, voucher(100));
        giver.api()
                .post("/v1/credits/" + credit(voided) + "/void", key(), "{\"reason\": \"A slip.\"}")
                .expect(200);
        dead.put("voided", code(voided));
        Answer used = given.given(giver, customer, voucher(100));
        given.redeemed(given.customer(customer), customer, drawOf(credit(used)));
        dead.put("used up", code(used));
        Answer replaced = given.given(giver, customer, voucher(100));
        giver.api()
                .post("/v1/credits/" + credit(replaced) + "/code", key(), "{}")
                .expect(200);
        dead.put("replaced", code(replaced));
        dead.put("foreign", code(given.given(giver, given.customer(), voucher(100))));
        return dead;
    }

    private static String credit(Answer remedy) {
        return remedy.text("/credits/0/id");
    }

    private static String code(Answer remedy) {
        return remedy.text("/credits/0/code");
    }
}

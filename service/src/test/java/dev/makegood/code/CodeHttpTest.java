package dev.makegood.code;

import static dev.makegood.given.Bodies.credit;
import static dev.makegood.given.Bodies.miles;
import static dev.makegood.given.Bodies.remedy;
import static dev.makegood.given.Bodies.voucher;
import static dev.makegood.given.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.contract.Answer;
import dev.makegood.given.Given;
import dev.makegood.given.Given.Person;
import dev.makegood.ledger.Code;
import dev.makegood.ledger.Role;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Codes are shown once, and given anew to who may have them. */
class CodeHttpTest {

    private final Given given = new Given();
    private final Person amy = given.agent("SUPERVISOR");

    private static String reissue(String credit) {
        return "/v1/credits/" + credit + "/code";
    }

    @Test
    void a_voucher_and_a_certificate_come_with_a_code_and_miles_without() {
        Answer remedy = given.given(
                amy, given.customer(), voucher(2_000), miles(100), credit("gift_certificate", 2_500, "USD"));
        for (int number : new int[] {0, 2}) {
            String at = "/credits/" + number;
            Code code = Code.parse(remedy.text(at + "/code"));
            assertThat(code.reveal()).isEqualTo(remedy.text(at + "/code"));
            assertThat(remedy.text(at + "/lastFour")).isEqualTo(code.lastFour());
            assertThat(remedy.text(at + "/qr/png")).isEqualTo(QrCode.of(code).png());
            assertThat(remedy.text(at + "/qr/svg")).isEqualTo(QrCode.of(code).svg());
            assertThat(remedy.json().at(at + "/codeWithheld").isMissingNode()).isTrue();
        }
        for (String member : new String[] {"code", "lastFour", "codeWithheld", "qr"}) {
            assertThat(remedy.json().at("/credits/1").has(member)).isFalse();
        }
    }

    @Test
    void a_replay_and_a_later_read_withhold_the_code() {
        String key = key();
        String body = remedy(given.delay(given.customer()), voucher(2_000), miles(100));
        Answer first = amy.api().post("/v1/remedies", key, body).expect(201);
        Answer again = amy.api().post("/v1/remedies", key, body).expect(201);
        assertThat(again.json()).isEqualTo(Answer.withheld(first.json()));
        assertThat(again.text("/credits/0/lastFour")).isEqualTo(first.text("/credits/0/lastFour"));
        assertThat(again.at("/credits/0/codeWithheld").asBoolean()).isTrue();
        JsonNode read =
                amy.api().get("/v1/remedies/" + first.text("/id")).expect(200).json();
        assertThat(read).isEqualTo(again.json());
    }

    @Test
    void of_a_hundred_equal_requests_one_is_told_the_code() throws Exception {
        String key = key();
        String body = remedy(given.delay(given.customer()), voucher(2_000));
        List<JsonNode> answers = Stream.generate(() -> body)
                .limit(100)
                .parallel()
                .map(same ->
                        amy.api().post("/v1/remedies", key, same).expect(201).json())
                .toList();
        List<JsonNode> told = answers.stream()
                .filter(answer -> answer.at("/credits/0").has("code"))
                .toList();
        assertThat(told).hasSize(1);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(Answer.withheld(answer)).isEqualTo(Answer.withheld(told.get(0))));
    }

    @Test
    void whoever_lost_the_code_gets_a_new_one_once() {
        String customer = given.customer();
        Answer remedy = given.given(amy, customer, voucher(2_000));
        String credit = remedy.text("/credits/0/id");
        String key = key();
        Answer shown = given.customer(customer).post(reissue(credit), key, "{}").expect(200);
        assertThat(shown.text("/credit")).isEqualTo(credit);
        assertThat(shown.text("/code")).isNotEqualTo(remedy.text("/credits/0/code"));
        assertThat(shown.text("/qr/png"))
                .isEqualTo(QrCode.of(Code.parse(shown.text("/code"))).png());
        Answer again = given.customer(customer).post(reissue(credit), key, "{}").expect(200);
        assertThat(again.json()).isEqualTo(Answer.withheld(shown.json()));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        amy.api().post(reissue(credit), key(), "{}").expect(200);
        given.as(Role.FINANCE).post(reissue(credit), key(), "{}").expect(200);
        // What was answered at issue does not change with it.
        assertThat(amy.api().get("/v1/remedies/" + remedy.text("/id")).text("/credits/0/lastFour"))
                .isEqualTo(remedy.text("/credits/0/lastFour"));
    }

    @Test
    void a_new_code_is_for_the_customer_the_giver_and_finance() {
        Answer remedy = given.given(amy, given.customer(), voucher(2_000), miles(100));
        String credit = remedy.text("/credits/0/id");
        given.customer(given.customer()).post(reissue(credit), key(), "{}").problem(404, "not_found");
        given.agent("SUPERVISOR").api().post(reissue(credit), key(), "{}").problem(422, "not_the_giver");
        amy.api().post(reissue(remedy.text("/credits/1/id")), key(), "{}").problem(422, "credit_without_code");
        amy.api()
                .post("/v1/credits/" + credit + "/void", key(), "{\"reason\": \"A slip.\"}")
                .expect(200);
        amy.api().post(reissue(credit), key(), "{}").problem(422, "credit_voided");
    }
}

package dev.makegood.redemption;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.platform.http.Check;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What to set aside for what, and for how long. */
record HoldRequest(
        @Nullable CustomerNumber customer,
        RedemptionRequest.@Nullable PurchaseRequest purchase,
        @Nullable List<RedemptionRequest.DrawRequest> draw,
        @Nullable String holdFor) {

    /** Whole days, hours, minutes and seconds of ISO 8601; the date's other parts have no fixed length. */
    private static final Pattern FORM =
            Pattern.compile("P(?=.)(?:\\d{1,3}D)?(?:T(?=.)(?:\\d{1,3}H)?(?:\\d{1,5}M)?(?:\\d{1,6}S)?)?");

    /**
     * The command.
     *
     * @throws dev.makegood.problem.ProblemException naming everything that is wrong
     */
    Command.Hold command() {
        Duration lasts = holdFor == null ? Command.Hold.USUAL : duration(holdFor);
        if (lasts == null) {
            new Check()
                    .that(false, "/holdFor", "must be an ISO 8601 duration from PT1S to P7D, such as PT15M")
                    .done();
        }
        Command.Redeem redeem = redemption().command(customer);
        return new Command.Hold(redeem, lasts == null ? Command.Hold.USUAL : lasts);
    }

    /** What would be spent. */
    RedemptionRequest redemption() {
        return new RedemptionRequest(customer, purchase, draw);
    }

    private static @Nullable Duration duration(String text) {
        Duration lasts = FORM.matcher(text).matches() ? Duration.parse(text) : Duration.ZERO;
        return lasts.isZero() || lasts.compareTo(Command.Hold.LONGEST) > 0 ? null : lasts;
    }
}

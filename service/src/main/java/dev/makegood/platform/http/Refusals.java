package dev.makegood.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.Unit;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A journalled "no" as a problem: the facts stand in the entry as integers and words, and are told with
 * their units and as a sentence.
 */
public final class Refusals {

    /** The company's currency, in which limits and values are counted. */
    public static final Unit COMPANY = Settings.CURRENCY;

    private static final ObjectMapper FACTS = new JsonMapper();
    private static final Map<String, String> WINDOWS =
            Map.of("incident", "one incident", "day", "a day", "month", "a month");

    private Refusals() {}

    /** Where in the request's body a refusal points to. */
    @FunctionalInterface
    public interface Places {

        Places NONE = (code, facts) -> null;

        /** A JSON pointer, or null when no field is to blame. */
        @Nullable
        String of(ProblemCode code, JsonNode facts);
    }

    static ProblemException of(Entry entry, Places places) {
        ProblemCode code = ProblemCode.ofRefusal(entry.outcome());
        JsonNode facts = facts(entry);
        ProblemException no = switch (code) {
            case LIMIT_EXCEEDED -> limitExceeded(facts);
            case INCIDENT_EXISTS -> incidentExists(facts);
            case INSUFFICIENT_BALANCE -> insufficientBalance(facts);
            case REVERSAL_EXCEEDS -> reversalExceeds(facts);
            case CAPTURE_EXCEEDS -> captureExceeds(facts);
            case EXCEEDS_PURCHASE -> exceedsPurchase(facts);
            case BELOW_MINIMUM_SPEND ->
                ProblemException.of(
                        code,
                        "What it covers must come to "
                                + new Amount(
                                                facts.path("minimum").asLong(),
                                                Unit.of(facts.path("unit").asText()))
                                        .display()
                                + " at least.");
            case EXPIRY_TOO_SHORT ->
                ProblemException.of(
                        code,
                        "A credit that is not goodwill lasts "
                                + facts.path("leastMonths").asInt() + " months at least.");
            default -> ProblemException.of(code);
        };
        for (String named : List.of("credit", "agent")) {
            if (facts.hasNonNull(named)) {
                no.with(named, facts.get(named).asText());
            }
        }
        String place = places.of(code, facts);
        return place == null
                ? no
                : no.at(
                        place,
                        code.title().substring(0, 1).toLowerCase(Locale.ROOT)
                                + code.title().substring(1));
    }

    /** The facts of an entry, read from their canonical text; an object without members when it has none. */
    public static JsonNode facts(Entry entry) {
        String text = entry.facts();
        try {
            return text == null ? FACTS.createObjectNode() : FACTS.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the journal holds facts that are not JSON", e);
        }
    }

    private static ProblemException limitExceeded(JsonNode facts) {
        String window = facts.path("limit").asText();
        Amount limit = new Amount(facts.path("max").asLong(), COMPANY);
        Amount remaining = new Amount(facts.path("remaining").asLong(), COMPANY);
        String detail = limit.display() + " is the limit for " + WINDOWS.getOrDefault(window, window) + ", and "
                + remaining.display() + " of it is left.";
        return ProblemException.of(ProblemCode.LIMIT_EXCEEDED, detail)
                .with("window", window)
                .with("limit", limit)
                .with("used", new Amount(facts.path("used").asLong(), COMPANY))
                .with("remaining", remaining)
                .with("requested", new Amount(facts.path("requested").asLong(), COMPANY))
                .with(
                        "mayApprove",
                        StreamSupport.stream(facts.path("mayApprove").spliterator(), false)
                                .map(JsonNode::asText)
                                .toList());
    }

    private static ProblemException incidentExists(JsonNode facts) {
        String claim = facts.path("claimNumber").asText();
        return ProblemException.of(
                        ProblemCode.INCIDENT_EXISTS, "This customer, reason and reference are claim " + claim + ".")
                .with("incident", facts.path("incident").asText())
                .with("claimNumber", claim);
    }

    private static Amount amount(JsonNode facts, String name) {
        return new Amount(facts.path(name).asLong(), Unit.of(facts.path("unit").asText()));
    }

    /** More was asked for than there is. */
    private static ProblemException tooMuch(ProblemCode code, JsonNode facts, Amount there, String words) {
        Amount requested = amount(facts, "requested");
        return ProblemException.of(
                        code, requested.display() + " were asked for and " + there.display() + " " + words + ".")
                .with("requested", requested);
    }

    private static ProblemException insufficientBalance(JsonNode facts) {
        Amount available = amount(facts, "available");
        return tooMuch(ProblemCode.INSUFFICIENT_BALANCE, facts, available, "are available")
                .with("available", available);
    }

    private static ProblemException captureExceeds(JsonNode facts) {
        Amount held = amount(facts, "held");
        return tooMuch(ProblemCode.CAPTURE_EXCEEDS, facts, held, "are held").with("remaining", held);
    }

    private static ProblemException exceedsPurchase(JsonNode facts) {
        return tooMuch(ProblemCode.EXCEEDS_PURCHASE, facts, amount(facts, "open"), "remain to pay");
    }

    private static ProblemException reversalExceeds(JsonNode facts) {
        if (!facts.hasNonNull("unit")) {
            return ProblemException.of(ProblemCode.REVERSAL_EXCEEDS, "Nothing of the redemption is left to reverse.");
        }
        Amount remaining = amount(facts, "remaining");
        return ProblemException.of(
                        ProblemCode.REVERSAL_EXCEEDS, remaining.display() + " of the redemption are left to reverse.")
                .with("remaining", remaining);
    }
}

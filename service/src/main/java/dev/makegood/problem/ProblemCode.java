package dev.makegood.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every way in which the service says no: the status, the stable reason that a program may branch on,
 * and a title for people. A reason, once released, never changes its meaning.
 */
public enum ProblemCode {
    MALFORMED_JSON(400, "The body is not JSON"),
    UNKNOWN_FIELD(400, "The body has a field that is not known here"),
    DUPLICATE_FIELD(400, "The body names a field twice"),
    INVALID_VALUE(400, "A value is not acceptable"),
    UNKNOWN_UNIT(400, "The unit is not known"),
    AMOUNT_OUT_OF_RANGE(400, "The amount is out of range"),
    UNKNOWN_FILTER(400, "The query has a parameter that is not known here"),
    INVALID_CURSOR(400, "The cursor is not one of ours"),
    MISSING_IDEMPOTENCY_KEY(400, "The request needs an Idempotency-Key"),
    INVALID_IDEMPOTENCY_KEY(400, "The Idempotency-Key is not acceptable"),
    BAD_REQUEST(400, "The request is not valid HTTP"),

    UNAUTHENTICATED(401, "The request carries no valid access token"),
    TOKEN_EXPIRED(401, "The access token has expired"),
    FORBIDDEN(403, "The role may not do this"),
    UNKNOWN_AGENT(403, "The token's subject is no agent of ours"),

    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "The method is not served here"),
    NOT_ACCEPTABLE(406, "No representation fits the Accept header"),
    IDEMPOTENCY_KEY_BUSY(409, "A request with this key is still running"),
    INCIDENT_EXISTS(409, "An incident with this reference is open already"),
    AGENT_EXISTS(409, "The subject stands in the registry already"),
    CURSOR_EXPIRED(410, "The cursor is older than what is kept"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not accepted"),
    TOO_MANY_FAILED_CODES(429, "Too many codes were not accepted"),
    RATE_LIMITED(429, "Too many requests"),
    HEADER_TOO_LARGE(431, "The header is too large"),

    IDEMPOTENCY_KEY_REUSED(422, "The key was used for another request"),
    LIMIT_EXCEEDED(422, "The limit does not allow it"),
    INSUFFICIENT_BALANCE(422, "The balance does not suffice"),
    CREDIT_EXPIRED(422, "The credit has expired"),
    CREDIT_VOIDED(422, "The credit has been voided"),
    CREDIT_USED_UP(422, "Nothing of the credit is left"),
    CODE_NOT_ACCEPTED(422, "The code is not accepted"),
    TWO_CUSTOMERS(422, "The credits are of two customers"),
    CREDIT_WITHOUT_CODE(422, "Credits of this kind have no code"),
    CREDIT_NOT_ACTIVE(422, "The credit is not active yet"),
    CREDIT_BLOCKED(422, "The credit is blocked"),
    CREDIT_NOT_BLOCKED(422, "The credit is not blocked"),
    ALREADY_EXTENDED(422, "The credit has been extended already"),
    NEVER_EXPIRES(422, "The credit never expires"),
    NOT_AN_EXTENSION(422, "The date is not later, or too far ahead"),
    FINANCE_ONLY(422, "Only finance may do this"),
    REFUND_REFERENCE_REQUIRED(422, "A credit that is not goodwill is taken back for a refund, with its reference"),
    NOT_A_REIMBURSEMENT(422, "The credit is not a reimbursement"),
    OTHER_CURRENCY(422, "The receipt is in another currency"),
    NOT_TRANSFERABLE(422, "The credit cannot be handed on"),
    TRANSFER_DONE(422, "The transfer has been done already"),
    BELOW_MINIMUM_SPEND(422, "The purchase does not come to what the credit demands"),
    NOT_APPLICABLE(422, "The credit does not apply to this purchase"),
    NOT_COMBINABLE(422, "The credit cannot be combined with another"),
    EXCEEDS_PURCHASE(422, "More was asked for than remains to pay"),
    REVERSAL_EXCEEDS(422, "The reversal exceeds what the redemption took"),
    ALREADY_RESOLVED(422, "The incident has been resolved already"),
    ALREADY_REPORTED(422, "The delivery has been reported already"),
    CAPTURE_EXCEEDS(422, "The capture exceeds what the hold sets aside"),
    HOLD_ENDED(422, "Nothing of the hold is left"),
    TOO_MANY_HOLDS(422, "The customer has too many open holds in this unit"),
    NOT_THE_GIVER(422, "Only the giver may do this"),
    AGENT_INACTIVE(422, "The agent is not active"),
    UNKNOWN_INCIDENT(422, "The incident is not known"),
    UNKNOWN_CREDIT(422, "The credit is not known"),
    UNKNOWN_CUSTOMER(422, "The customer is not known"),
    UNKNOWN_LEVEL(422, "The level is not known"),
    UNKNOWN_COST_CENTRE(422, "The cost centre is not known"),
    UNKNOWN_MANAGER(422, "The manager is not known"),
    AGENT_NOT_REGISTERED(422, "The agent does not stand in the registry"),
    OWN_CUSTOMER(422, "Nobody gives to themselves"),
    OWN_HOUSEHOLD(422, "Nobody gives to their own household"),
    OWN_LIMIT(422, "Nobody changes what they may give themselves"),
    OWN_MANAGER(422, "Nobody is their own manager"),
    GIVER_SETS_LIMITS(422, "Who may give sets no limits, nor what counts against them"),
    IN_THE_PAST(422, "The date has passed already"),
    EXPIRY_TOO_SHORT(422, "The law demands a longer expiry"),
    NO_RATE(422, "No rate is in force for this kind and unit"),
    VALUE_OUT_OF_RANGE(422, "The value is out of range"),
    TOO_MANY_CREDITS(422, "The customer holds too many credits of this unit"),

    INTERNAL_ERROR(500, "Something went wrong on our side"),
    NOT_READY(503, "The service is not ready"),
    QUEUE_FULL(503, "The service is busy"),
    OUTCOME_UNKNOWN(503, "The outcome is not known yet");

    private static final Map<String, ProblemCode> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    private final int status;
    private final String title;
    private final String reason;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
        this.reason = name().toLowerCase(Locale.ROOT);
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The stable machine reason, for example {@code limit_exceeded}. */
    public String reason() {
        return reason;
    }

    /** The problem's type, a URN made from the reason. */
    public String type() {
        return "urn:makegood:problem:" + reason;
    }

    /**
     * The code of a ledger's refusal, which carries the same name.
     *
     * @throws IllegalArgumentException for a name that no code carries; a test compares both lists
     */
    public static ProblemCode ofRefusal(String name) {
        ProblemCode code = BY_NAME.get(name.toUpperCase(Locale.ROOT));
        if (code == null) {
            throw new IllegalArgumentException("no problem code for refusal " + name);
        }
        return code;
    }

    /** The code for a status that a framework chose by itself. */
    static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> RATE_LIMITED;
            case 431 -> HEADER_TOO_LARGE;
            case 503 -> NOT_READY;
            default -> status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL_ERROR;
        };
    }
}

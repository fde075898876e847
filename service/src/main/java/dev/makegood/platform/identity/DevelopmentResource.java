package dev.makegood.platform.identity;

import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Role;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the development issuer hands out tokens; served only while it is on. */
@Path("/development")
@Produces(MediaType.APPLICATION_JSON)
public final class DevelopmentResource {

    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9._@-]{1,200}");

    private final DevelopmentIssuer issuer;

    public DevelopmentResource(DevelopmentIssuer issuer) {
        this.issuer = issuer;
    }

    /**
     * Whom a token is for.
     *
     * @param customers a partner's customers; {@code *} stands for all
     * @param customer a customer's own number
     */
    record TokenRequest(
            @Nullable String role,
            @Nullable String subject,
            @Nullable List<String> customers,
            @Nullable String customer) {}

    record Token(String token, String tokenType, long expiresIn) {}

    @POST
    @Path("/tokens")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    public Response token(TokenRequest request) {
        Role role = request.role() == null ? null : Claims.ROLES.get(request.role());
        if (role == null) {
            throw refused("/role", "must be one of " + String.join(", ", Claims.ROLES.keySet()));
        }
        if (request.subject() == null || !SUBJECT.matcher(request.subject()).matches()) {
            throw refused("/subject", "must be 1 to 200 letters, digits, '.', '_', '@' or '-'");
        }
        String token = issuer.token(role, request.subject(), customers(role, request));
        return Response.ok(new Token(token, "Bearer", DevelopmentIssuer.LIFETIME.toSeconds()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    @Path("/keys")
    @Open
    public Map<String, Object> keys() {
        return issuer.publicKeys().toJSONObject();
    }

    private static List<String> customers(Role role, TokenRequest request) {
        List<String> asked = request.customers() == null ? List.of() : request.customers();
        if (asked.size() > Claims.MAX_CUSTOMERS) {
            throw refused("/customers", "must be a list of at most " + Claims.MAX_CUSTOMERS + " customer numbers");
        }
        for (int i = 0; i < asked.size(); i++) {
            if (!"*".equals(asked.get(i))) {
                requireNumber("/customers/" + i, asked.get(i));
            }
        }
        if (request.customer() != null || role == Role.CUSTOMER) {
            requireNumber("/customer", request.customer());
        }
        return role == Role.CUSTOMER ? List.of(String.valueOf(request.customer())) : asked;
    }

    private static void requireNumber(String pointer, @Nullable String number) {
        try {
            CustomerNumber.parse(number == null ? "" : number);
        } catch (IllegalArgumentException e) {
            throw refused(pointer, "must be a customer number");
        }
    }

    private static ProblemException refused(String pointer, String accepted) {
        return ProblemException.of(ProblemCode.INVALID_VALUE).at(pointer, accepted);
    }
}

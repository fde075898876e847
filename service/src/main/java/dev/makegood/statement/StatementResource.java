package dev.makegood.statement;

import static dev.makegood.ledger.Role.AGENT;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.CUSTOMER;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.SYSTEM;

import dev.makegood.ledger.CustomerNumber;
import dev.makegood.platform.http.DateOrInstant;
import dev.makegood.platform.identity.Allow;
import dev.makegood.platform.identity.Caller;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A customer's statement, as JSON, as a table or to print. A partner has none: it tells where else the customer buys. */
@Path("/v1/customers/{customer}/statement")
public final class StatementResource {

    private static final String CSV = "text/csv";
    private static final String PDF = "application/pdf";

    /** In the order in which they are preferred where the client does not mind. */
    private static final List<MediaType> FORMS =
            List.of(MediaType.APPLICATION_JSON_TYPE, MediaType.valueOf(CSV), MediaType.valueOf(PDF));

    private final Statements statements;

    public StatementResource(Statements statements) {
        this.statements = statements;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV, PDF})
    @Allow({AGENT, SYSTEM, FINANCE, AUDITOR, CUSTOMER})
    public Response read(
            @Auth Caller caller,
            @PathParam("customer") CustomerNumber customer,
            @QueryParam("from") @Nullable DateOrInstant from,
            @QueryParam("to") @Nullable DateOrInstant to,
            @Context HttpHeaders headers) {
        Statement statement = statements.of(caller.reach(customer), from, to);
        MediaType form = form(headers);
        return switch (form.getSubtype()) {
            case "csv" -> file(StatementCsv.of(statement), form, "statement.csv");
            case "pdf" -> file(StatementPdf.of(statement), form, "statement.pdf");
            default -> Response.ok(statement, form).build();
        };
    }

    /** What the client would rather have; that it takes one of them was seen before the method was chosen. */
    private static MediaType form(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .flatMap(wanted -> FORMS.stream().filter(wanted::isCompatible))
                .findFirst()
                .orElse(MediaType.APPLICATION_JSON_TYPE);
    }

    private static Response file(byte[] bytes, MediaType form, String name) {
        return Response.ok(bytes, form)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }
}

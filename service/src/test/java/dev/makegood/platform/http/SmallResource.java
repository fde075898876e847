package dev.makegood.platform.http;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Role;
import dev.makegood.platform.identity.Allow;
import dev.makegood.platform.identity.Caller;
import dev.makegood.platform.identity.Open;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Shows what the shared parts do: echoes, pages, refuses and fails. */
@Path("/v1/small")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SmallResource {

    private static final int ROWS = 7;

    private final Pages pages;

    SmallResource(Pages pages) {
        this.pages = pages;
    }

    record Gift(@Nullable Amount amount, @Nullable String note) {}

    record Given(Amount amount, String by, String key) {}

    @POST
    @Allow(Role.PARTNER)
    public CompletionStage<Response> give(@Auth Caller caller, @Keyed Write write, Gift gift) {
        new Check()
                .present("/amount", gift.amount())
                .text("/note", gift.note(), 1, 10)
                .done();
        return CompletableFuture.supplyAsync(() -> {
            if (gift.amount() == null || gift.amount().minor() > 1000) {
                throw ProblemException.of(ProblemCode.LIMIT_EXCEEDED, "Too much.")
                        .with("limit", new Amount(1000, dev.makegood.ledger.Unit.USD));
            }
            return Response.status(201)
                    .entity(new Given(
                            gift.amount(),
                            caller.getName(),
                            write.keyFor(caller, gift).toString()))
                    .build();
        });
    }

    @GET
    @Allow({Role.PARTNER, Role.AGENT})
    public Response page(
            @Auth Caller caller,
            @QueryParam("limit") @Nullable PageLimit limit,
            @QueryParam("cursor") @Nullable Cursor cursor,
            @QueryParam("incident") @Nullable IncidentId incident,
            @Context UriInfo uri) {
        int after = pages.after(uri, cursor)
                .map(place -> Integer.parseInt(place.get(0)))
                .orElse(0);
        List<Integer> rows = IntStream.rangeClosed(after + 1, ROWS)
                .limit(PageLimit.of(limit) + 1L)
                .boxed()
                .toList();
        return pages.of(uri, limit, rows, row -> Map.of("row", row), row -> List.of(row.toString()));
    }

    @GET
    @Path("/{id}")
    @Open
    @Unchanging
    public Map<String, String> one(@PathParam("id") IncidentId id) {
        return Map.of("id", id.toString());
    }

    @GET
    @Path("/reach/{customer}")
    @Allow({Role.PARTNER, Role.CUSTOMER})
    public Map<String, String> reach(@Auth Caller caller, @PathParam("customer") CustomerNumber customer) {
        return Map.of("customer", caller.reach(customer).toString());
    }

    @GET
    @Path("/away")
    @Open
    public CompletionStage<Response> away() {
        return CompletableFuture.failedFuture(
                new IllegalStateException(new SQLException("the secret server is gone", "08006")));
    }

    @GET
    @Path("/fault")
    @Open
    public Response fault() {
        return Response.ok(Map.of("number", Integer.valueOf("secret"))).build();
    }
}
